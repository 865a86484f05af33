using System.Runtime.InteropServices;
using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Explanations;

namespace Atomic.Core.Plans;

/// <summary>What a plan has spent and may still have to pay, and whether another asking fits beside it.</summary>
/// <param name="SpentUsd">What the attempts that ended cost, in USD.</param>
/// <param name="LikelyUsd">The p90 costs of the askings under way, in USD.</param>
/// <param name="WorstUsd">The most that the askings under way can cost, in USD.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PlanPurse(double SpentUsd, double LikelyUsd, double WorstUsd)
{
    // Sums of the same figures in another order differ by less.
    private const double ToleranceUsd = 1e-9;

    /// <summary>The purse with one more asking under way.</summary>
    /// <param name="bid">The bid of who is asked.</param>
    public PlanPurse With(Bid bid) => this with { LikelyUsd = LikelyUsd + bid.CostUsd.High, WorstUsd = WorstUsd + Worst(bid) };

    /// <summary>Why a bidder may not be asked any more with what is left of deadline and money, in one sentence; null where it may.</summary>
    /// <param name="terms">The plan's terms.</param>
    /// <param name="ask">The asking.</param>
    /// <param name="now">Now.</param>
    public string? Obstacle(PlanTerms terms, PlanAsk ask, DateTimeOffset now)
    {
        var bid = terms.Bids[ask.Step];
        var left = terms.DeadlineSeconds - (now - terms.AcceptedAt).TotalSeconds;
        var what = $"{bid.BidderId} was not {(ask.Ask == 1 ? "tried" : "asked again")}";
        if (left <= 0)
            return $"{what}: the deadline of {Figures.Duration(terms.DeadlineSeconds)} had passed.";
        if (terms.HoldsLatency && bid.LatencySeconds.High > left)
            return $"{what}: its p95 latency of {Figures.Duration(bid.LatencySeconds.High)} is above the {Figures.Duration(left)} that were left of the deadline.";
        if (terms.MaxCostUsd is { } limit && SpentUsd + LikelyUsd + bid.CostUsd.High > limit)
            return $"{what}: its p90 cost of {Figures.Usd(bid.CostUsd.High)} and the {Figures.Usd(SpentUsd + LikelyUsd)} {Gone(LikelyUsd)} are above maxCostUsd {Figures.Usd(limit)}.";
        if (terms.ReservedUsd is { } reserved && Worst(bid) > 0 && SpentUsd + WorstUsd + Worst(bid) > reserved + ToleranceUsd)
            return $"{what}: the {Figures.Usd(Worst(bid))} that it can cost and the {Figures.Usd(SpentUsd + WorstUsd)} {Gone(WorstUsd)} are above the {Figures.Usd(reserved)} that the budget holds for this microtask.";
        return null;
    }

    private static double Worst(Bid bid) => UpperBound.Usd(bid, asksPerStep: 1);

    private static string Gone(double underWay) => underWay > 0 ? "spent or under way" : "spent";
}
