using Atomic.Core.Auctions;
using Atomic.Core.Bids;

namespace Atomic.Core.Specialists;

/// <summary>
/// How much of what a specialist would win is given to somebody else, so that its precision goes on being measured: unbiased, since a draw decides, and for ever. Most is learned
/// where the outcome is least certain, so the share follows the outcome's standard deviation (Neyman's allocation, 1934).
/// </summary>
public static class AuditShare
{
    /// <summary>The least share: one in fifty.</summary>
    public const double Least = 0.02;

    /// <summary>The largest share: where the outcome is as good as open, a tenth.</summary>
    public const double Most = 0.1;

    private const double PerDeviation = 0.2;

    /// <summary>The share for an answer.</summary>
    /// <param name="probability">The probability that it is right, 0 to 1.</param>
    public static double Of(double probability) => Math.Clamp(PerDeviation * Math.Sqrt(probability * (1 - probability)), Least, Most);

    /// <summary>
    /// How many microtasks the outcome of this one stands for as evidence of an audited bidder: the inverse of the probability that another than an audited bidder was drawn, where another was;
    /// else 1. Bounded, so that no single one decides.
    /// </summary>
    /// <param name="book">The bids.</param>
    /// <param name="award">The award of them.</param>
    public static double Weight(BidBook book, Award award)
    {
        var audited = 0.0;
        foreach (var bid in book.Bids)
        {
            if (bid.AuditShare is null) continue;
            if (bid.BidderId == award.WinnerId) return 1;
            audited += award.Ranking.FirstOrDefault(ranked => ranked.BidderId == bid.BidderId).Propensity;
        }

        return Math.Clamp(1 / Math.Max(1 - audited, Least), 1, 1 / Least);
    }
}
