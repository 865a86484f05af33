namespace Atomic.Core.Demonstrations;

/// <summary>Where an example comes from that may be shown to models, with its verified answer and its microtask's rules of who may see it.</summary>
public sealed record DemonstrationSource
{
    /// <summary>The longest answer that is shown, in UTF-16 units.</summary>
    public const int LongestAnswer = 2_048;

    /// <summary>The microtask that it comes from.</summary>
    public required string MicrotaskId { get; init; }

    /// <summary>The verified answer as a model would write it: text, or JSON under an output schema. Null: what was verified of the microtask before is taken back.</summary>
    public string? Answer { get; init; }

    /// <summary>Whether the answer was held to an output schema, and is JSON: it is shown under output schemas that it meets, and an answer in free text where there is none.</summary>
    public bool IsTyped { get; init; }

    /// <summary>When the microtask was accepted: an example is shown no longer than its microtask is kept.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>The microtask's rules: regions that may see the data; empty: any.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>Tags of which a bidder must have every one; empty: any.</summary>
    public IReadOnlyList<string> RequireTags { get; init; } = [];

    /// <summary>Bidders that may see it; empty: any.</summary>
    public IReadOnlyList<string> Allow { get; init; } = [];

    /// <summary>Bidders that must never see it.</summary>
    public IReadOnlyList<string> Deny { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(DemonstrationSource? other) =>
        other is not null && (MicrotaskId, Answer, IsTyped, AcceptedAt) == (other.MicrotaskId, other.Answer, other.IsTyped, other.AcceptedAt)
        && Regions.SequenceEqual(other.Regions) && RequireTags.SequenceEqual(other.RequireTags) && Allow.SequenceEqual(other.Allow) && Deny.SequenceEqual(other.Deny);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(MicrotaskId, Answer, AcceptedAt);
}
