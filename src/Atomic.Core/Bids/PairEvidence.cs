using Atomic.Core.Learning;

namespace Atomic.Core.Bids;

/// <summary>What is known of two bidders together, as a book carries it: effective numbers after forgetting, to two decimal places.</summary>
public sealed record PairEvidence
{
    /// <summary>The most pairs that a book carries, so that a record stays small; those best known count.</summary>
    public const int MostPairs = 16;

    private const int Decimals = 2;

    /// <summary>The bidder whose id comes first in ordinal order.</summary>
    public required string First { get; init; }

    /// <summary>The other bidder.</summary>
    public required string Second { get; init; }

    /// <summary>Microtasks to which both gave the same output.</summary>
    public double Same { get; init; }

    /// <summary>Microtasks to which they gave different ones.</summary>
    public double Different { get; init; }

    /// <summary>Outputs that both gave and that were found right.</summary>
    public double RightTogether { get; init; }

    /// <summary>Outputs that both gave and that were found wrong.</summary>
    public double WrongTogether { get; init; }

    /// <summary>Who was right where they gave different outputs.</summary>
    public IReadOnlyList<ApartEvidence> Apart { get; init; } = [];

    /// <summary>Who was right where one of the two gave no valid output; empty in records from before this was kept.</summary>
    public IReadOnlyList<ApartEvidence> Missing
    {
        get;
        init => field = value ?? []; // histories from before this was kept have none
    } = [];

    /// <summary>What is known of the pairs among those bidders: the best known, at most <see cref="MostPairs"/>, in that order.</summary>
    /// <param name="record">The kind's record.</param>
    /// <param name="bidderIds">The bidders; null: all of which something is known.</param>
    public static IReadOnlyList<PairEvidence> Among(KindRecord record, IReadOnlySet<string>? bidderIds = null)
    {
        if (record.Pairs.Count == 0) return [];
        var known = new List<(BidderPair Pair, PairRecord Record)>();
        foreach (var (pair, pairRecord) in record.Pairs)
        {
            if (bidderIds is null || (bidderIds.Contains(pair.First) && bidderIds.Contains(pair.Second))) known.Add((pair, pairRecord));
        }

        known.Sort(static (one, other) => other.Record.Agreed.Total.CompareTo(one.Record.Agreed.Total) is not 0 and var byTotal ? byTotal : one.Pair.CompareTo(other.Pair));
        if (known.Count > MostPairs) known.RemoveRange(MostPairs, known.Count - MostPairs);
        return known.ConvertAll(pair => Of(pair.Pair, pair.Record, bidderIds));
    }

    /// <inheritdoc/>
    public bool Equals(PairEvidence? other) =>
        other is not null && First == other.First && Second == other.Second && (Same, Different) == (other.Same, other.Different)
        && (RightTogether, WrongTogether) == (other.RightTogether, other.WrongTogether)
        && Apart.SequenceEqual(other.Apart)
        && Missing.SequenceEqual(other.Missing);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(First, Second, Same, Different, RightTogether, WrongTogether, Apart.Count, Missing.Count);

    private static PairEvidence Of(BidderPair pair, PairRecord record, IReadOnlySet<string>? bidderIds) => new()
    {
        First = pair.First,
        Second = pair.Second,
        Same = Round(record.Agreed.Good),
        Different = Round(record.Agreed.Bad),
        RightTogether = Round(record.RightTogether.Good),
        WrongTogether = Round(record.RightTogether.Bad),
        Apart = Told(record.Apart, bidderIds),
        Missing = Told(record.Missing, bidderIds),
    };

    private static IReadOnlyList<ApartEvidence> Told(IReadOnlyList<ApartCounts> known, IReadOnlySet<string>? bidderIds) =>
        [.. known.Where(counts => bidderIds?.Contains(counts.BidderId) ?? true).Select(static counts => new ApartEvidence(counts.BidderId, Round(counts.Right.Good), Round(counts.Right.Bad)))];

    private static double Round(double count) => Math.Round(count, Decimals);
}
