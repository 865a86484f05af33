namespace Atomic.Core.Learning;

/// <summary>The track records of one kind at one version. Immutable: an auction pins the one that it used.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Version">Settlements and feedback learned so far; grows by one with each.</param>
/// <param name="ByBidder">The records by bidder id.</param>
public sealed record KindRecord(string Kind, long Version, IReadOnlyDictionary<string, TrackRecord> ByBidder)
{
    /// <summary>The record of a kind of which nothing is known.</summary>
    /// <param name="kind">The kind.</param>
    public static KindRecord Empty(string kind) => new(kind, 0, new Dictionary<string, TrackRecord>());

    /// <summary>The bidder's record; <see cref="TrackRecord.Empty"/> where nothing is known.</summary>
    /// <param name="bidderId">The bidder's id.</param>
    public TrackRecord Of(string bidderId) => ByBidder.GetValueOrDefault(bidderId, TrackRecord.Empty);

    /// <summary>The record after one settlement or one feedback. This one stays as it is, for the auctions that pinned it.</summary>
    /// <param name="observations">What was observed, in order; of several of one bidder each counts.</param>
    public KindRecord After(IReadOnlyList<Observation> observations)
    {
        // A kind has few bidders, so a copy is cheaper than a persistent tree, and reading stays one look-up.
        var byBidder = new Dictionary<string, TrackRecord>(ByBidder.Count + observations.Count, StringComparer.Ordinal);
        foreach (var (bidderId, record) in ByBidder) byBidder.Add(bidderId, record);
        foreach (var observation in observations)
            byBidder[observation.BidderId] = byBidder.GetValueOrDefault(observation.BidderId, TrackRecord.Empty).After(observation);
        return new KindRecord(Kind, Version + 1, byBidder);
    }
}
