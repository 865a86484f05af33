using System.Runtime.InteropServices;
using Atomic.Core.Bids;
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
    /// limits. Other prompts of a deployment that is a step already come last. Behind a composite plan that won there are those of the ranking that are none of its steps.
    /// </summary>
    /// <param name="winner">The winner's index in the ranking.</param>
    /// <param name="ranking">The eligible bids, best first.</param>
    /// <param name="bids">What its indices mean.</param>
    /// <param name="request">The request.</param>
    /// <param name="limits">Its limits.</param>
    public static PlanComposition Of(int winner, ReadOnlySpan<RankingKey> ranking, IReadOnlyList<Bid> bids, AuctionRequest request, HardLimits limits)
    {
        var first = bids[ranking[winner].Index];
        var cost = first.CostUsd.High;
        var reserved = limits.MostUsd(first);
        var longest = request.Policy.MaxAttempts;
        var steps = new List<string>(longest);
        if (first.Plan is { } composite)
            steps.AddRange(composite.Steps);
        else
            steps.Add(first.BidderId);
        var own = steps.Count;

        // A deployment that is down or overloaded is so for all its prompts: others come first, and its other prompts behind them.
        var hasVariants = HasVariants(bids);
        for (var pass = 0; pass < (hasVariants ? 2 : 1); pass++)
        {
            for (var i = 0; i < ranking.Length && steps.Count < longest; i++)
            {
                var next = bids[ranking[i].Index];
                if (i == winner || next.Plan is not null || steps.Contains(next.BidderId) || (hasVariants && IsTwin(next, steps, bids) != (pass > 0))) continue;
                var most = limits.MostUsd(next);
                var (costOfAll, mostOfAll) = (cost + next.CostUsd.High, reserved + most);

                // A step that costs nothing reserves nothing, so it fits even where the budget is gone.
                if (next.CostUsd.High > 0 && !limits.Allows(costOfAll)) continue;
                if (most > 0 && !limits.Affords(mostOfAll)) continue;
                steps.Add(next.BidderId);
                (cost, reserved) = (costOfAll, mostOfAll);
            }
        }

        return new PlanComposition(PlanOf(first.Plan, steps, own), reserved);
    }

    private static bool HasVariants(IReadOnlyList<Bid> bids)
    {
        for (var i = 0; i < bids.Count; i++)
        {
            if (bids[i].Prompt?.Of is not null) return true;
        }

        return false;
    }

    // Whether a step of the plan is another prompt of the same deployment.
    private static bool IsTwin(Bid next, List<string> steps, IReadOnlyList<Bid> bids)
    {
        for (var i = 0; i < bids.Count; i++)
        {
            var other = bids[i];
            if ((other.Prompt?.Of ?? next.Prompt?.Of) is not null && other.Deployment == next.Deployment && steps.Contains(other.BidderId)) return true;
        }

        return false;
    }

    private static Plan PlanOf(Plan? composite, List<string> steps, int own) => composite switch
    {
        AgreePlan agree => agree with { Backups = steps[own..] },
        VotePlan vote => vote with { Backups = steps[own..] },
        HedgePlan hedge => hedge with { Backups = steps[own..] },
        _ => steps.Count == 1 ? new SinglePlan(steps[0]) : new FallbackPlan(steps),
    };
}
