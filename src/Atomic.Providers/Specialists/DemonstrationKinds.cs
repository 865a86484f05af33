using Atomic.Providers.Configuration;

namespace Atomic.Providers.Specialists;

/// <summary>The kinds whose verified examples models may be shown: those of the market's variants with demonstrations. Where there is none, no example is kept for that.</summary>
public sealed class DemonstrationKinds
{
    private readonly HashSet<string>? _kinds;

    private DemonstrationKinds(HashSet<string>? kinds) => _kinds = kinds;

    /// <summary>No kind.</summary>
    public static DemonstrationKinds None { get; } = new([]);

    /// <summary>The kinds of a market.</summary>
    /// <param name="options">Options that passed <see cref="MarketOptionsCheck"/>.</param>
    public static DemonstrationKinds Of(MarketOptions options)
    {
        var shown = VariantBidders.Of(options).Where(static bidder => bidder.Variant?.Demonstrations is not null).ToList();
        return shown.Exists(static bidder => bidder.Kinds.Count == 0) ? new(null) : new([.. shown.SelectMany(static bidder => bidder.Kinds)]);
    }

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _kinds is { Count: 0 };

    /// <summary>Whether the kind is one of them.</summary>
    /// <param name="kind">The kind.</param>
    public bool Include(string kind) => _kinds?.Contains(kind) ?? true;
}
