namespace Atomic.Core.Markets;

/// <summary>The configured bidders with the price book, versioned by hash.</summary>
public sealed class Market
{
    private readonly Dictionary<string, Bidder> _byId;

    /// <summary>A market of those bidders.</summary>
    /// <param name="bidders">Bidders with distinct ids.</param>
    /// <exception cref="ArgumentException">Two bidders share an id.</exception>
    public Market(IEnumerable<Bidder> bidders)
    {
        Bidders = [.. bidders.OrderBy(static bidder => bidder.Id, StringComparer.Ordinal)];
        _byId = Bidders.ToDictionary(static bidder => bidder.Id, StringComparer.Ordinal);
        Version = MarketVersion.Of(Bidders);
    }

    /// <summary>The bidders in ordinal order of their ids.</summary>
    public IReadOnlyList<Bidder> Bidders { get; }

    /// <summary>The hash of all that an auction can depend on; see <see cref="MarketVersion"/>.</summary>
    public string Version { get; }

    /// <summary>The bidder of that id, or null.</summary>
    /// <param name="id">The id.</param>
    public Bidder? Find(string id) => _byId.GetValueOrDefault(id);
}
