using Atomic.Core.Auctions;
using Atomic.Core.Policies;

namespace Atomic.Core.WhatIf;

/// <summary>
/// Whether a decision would have gone as it went under another policy that awards it to the same bid. That bid decides the first step alone: who stands
/// behind it, and what deadline and money let them do, is the policy's.
/// </summary>
internal static class SameCourse
{
    /// <summary>Whether it would.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="award">The target policy's award, had its draw hit the same bid.</param>
    /// <param name="target">The target policy.</param>
    public static bool Holds(LoggedDecision decision, Award award, Policy target)
    {
        var (outcome, then) = (decision.Outcome, decision.Policy);
        if (decision.Award.Plan is not { } was || award.Plan is not { } wouldBe) return decision.Award.Plan is null && award.Plan is null;

        // An answer ends a plan; without one all were asked, and would have been in whatever order.
        if (!outcome.IsAnswered)
        {
            return target.DeadlineSeconds == then.DeadlineSeconds
                && was.Steps.Order(StringComparer.Ordinal).SequenceEqual(wouldBe.Steps.Order(StringComparer.Ordinal), StringComparer.Ordinal);
        }

        return outcome.LastStep < Common(was.Steps, wouldBe.Steps)
            && (outcome.LatencySeconds <= (target.DeadlineSeconds ?? double.PositiveInfinity) || target.DeadlineSeconds == then.DeadlineSeconds)
            && (outcome.LastStep <= 0 || outcome.CostUsd <= (target.MaxCostUsd ?? double.PositiveInfinity) || target.MaxCostUsd == then.MaxCostUsd);
    }

    private static int Common(IReadOnlyList<string> one, IReadOnlyList<string> other)
    {
        var common = 0;
        while (common < one.Count && common < other.Count && one[common] == other[common]) common++;
        return common;
    }
}
