using System.Runtime.InteropServices;
using Atomic.Core.Plans;

namespace Atomic.Core.Auctions;

/// <summary>A plan with the worst that it can cost.</summary>
/// <param name="Plan">The winner, and after it the others in the order of the ranking.</param>
/// <param name="ReservedUsd">The sum over the steps of the most that each can cost, in USD: what a budget must hold.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PlanComposition(Plan Plan, double ReservedUsd)
{
    /// <summary>
    /// The plan of a winner: after it, in the order of the ranking, those whose p90 cost still fits into <c>maxCostUsd</c>, and the most that
    /// they can cost into the budget, beside the steps before, up to <c>maxAttempts</c> in all. The winner itself always fits: it met the hard
    /// limits.
    /// </summary>
    /// <param name="winner">The winner's index in the ranking.</param>
    /// <param name="ranking">The eligible bids, best first.</param>
    /// <param name="request">The request.</param>
    /// <param name="limits">Its limits.</param>
    public static PlanComposition Of(int winner, ReadOnlySpan<RankingKey> ranking, AuctionRequest request, HardLimits limits)
    {
        var bids = request.Book.Bids;
        var first = bids[ranking[winner].Index];
        var cost = first.CostUsd.High;
        var reserved = limits.MostUsd(first);
        var longest = Math.Min(request.Policy.MaxAttempts, ranking.Length);
        var steps = new List<string>(longest) { first.BidderId };
        for (var i = 0; i < ranking.Length && steps.Count < longest; i++)
        {
            if (i == winner) continue;
            var next = bids[ranking[i].Index];
            var most = limits.MostUsd(next);
            var (costOfAll, mostOfAll) = (cost + next.CostUsd.High, reserved + most);

            // A step that costs nothing reserves nothing, so it fits even where the budget is gone.
            if (next.CostUsd.High > 0 && !limits.Allows(costOfAll)) continue;
            if (most > 0 && !limits.Affords(mostOfAll)) continue;
            steps.Add(next.BidderId);
            (cost, reserved) = (costOfAll, mostOfAll);
        }

        return new PlanComposition(steps.Count == 1 ? new SinglePlan(steps[0]) : new FallbackPlan(steps), reserved);
    }
}
