using System.Collections.Frozen;

namespace Atomic.Core.Learning;

/// <summary>The track records of one kind at one version. Immutable: an auction pins the one that it used.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Version">Settlements and feedback learned so far; grows by one with each.</param>
/// <param name="ByBidder">The records by bidder id.</param>
public sealed record KindRecord(string Kind, long Version, IReadOnlyDictionary<string, TrackRecord> ByBidder)
{
    /// <summary>The most pairs of a kind that are kept; the one updated longest ago leaves, of several the last in ordinal order.</summary>
    public const int MostPairs = 64;

    private static readonly IReadOnlyDictionary<BidderPair, PairRecord> s_noPairs = FrozenDictionary<BidderPair, PairRecord>.Empty;

    /// <summary>What is known of bidders together; at most <see cref="MostPairs"/>.</summary>
    public IReadOnlyDictionary<BidderPair, PairRecord> Pairs { get; init; } = s_noPairs;

    /// <summary>The record of a kind of which nothing is known.</summary>
    /// <param name="kind">The kind.</param>
    public static KindRecord Empty(string kind) => new(kind, 0, new Dictionary<string, TrackRecord>());

    /// <summary>The bidder's record; <see cref="TrackRecord.Empty"/> where nothing is known.</summary>
    /// <param name="bidderId">The bidder's id.</param>
    public TrackRecord Of(string bidderId) => ByBidder.GetValueOrDefault(bidderId, TrackRecord.Empty);

    /// <summary>The pair's record; <see cref="PairRecord.Empty"/> where nothing is known.</summary>
    /// <param name="pair">The pair.</param>
    public PairRecord Of(BidderPair pair) => Pairs.GetValueOrDefault(pair, PairRecord.Empty);

    /// <summary>The record after one settlement or one feedback. This one stays as it is, for the auctions that pinned it.</summary>
    /// <param name="observations">What was observed.</param>
    public KindRecord After(Observations observations)
    {
        // A kind has few bidders, so a copy is cheaper than a persistent tree, and reading stays one look-up.
        var byBidder = new Dictionary<string, TrackRecord>(ByBidder.Count + observations.Bidders.Count, StringComparer.Ordinal);
        foreach (var (bidderId, record) in ByBidder) byBidder.Add(bidderId, record);
        foreach (var observation in observations.Bidders)
            byBidder[observation.BidderId] = byBidder.GetValueOrDefault(observation.BidderId, TrackRecord.Empty).After(Weighed(observation), Version + 1);
        return new KindRecord(Kind, Version + 1, byBidder) { Pairs = observations.Pairs.Count == 0 ? Pairs : PairsAfter(observations.Pairs) };
    }

    private Observation Weighed(Observation observation) =>
        observation.IfLabelled is { } pair ? observation with { Trust = observation.Trust * Of(pair).LabelledShare } : observation;

    private Dictionary<BidderPair, PairRecord> PairsAfter(IReadOnlyList<PairObservation> observations)
    {
        var pairs = new Dictionary<BidderPair, PairRecord>(Pairs.Count + observations.Count);
        foreach (var (pair, record) in Pairs) pairs.Add(pair, record);
        foreach (var observation in observations)
            pairs[observation.Pair] = pairs.GetValueOrDefault(observation.Pair, PairRecord.Empty).After(observation, Version + 1);
        while (pairs.Count > MostPairs) pairs.Remove(LongestAgo(pairs));
        return pairs;
    }

    private static BidderPair LongestAgo(Dictionary<BidderPair, PairRecord> pairs)
    {
        var (oldest, updated) = (default(BidderPair), long.MaxValue);
        foreach (var (pair, record) in pairs)
        {
            if (record.Updated < updated || (record.Updated == updated && pair > oldest)) (oldest, updated) = (pair, record.Updated);
        }

        return oldest;
    }
}
