using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Policies;

namespace Atomic.Core.Explanations;

/// <summary>The limits under which an eliminated bid would have been eligible.</summary>
internal static class LimitThresholds
{
    /// <summary>One for each limit that the bid fails; the recorded one first.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="award">The award, with what was left of time and money.</param>
    /// <param name="elimination">The recorded elimination.</param>
    /// <param name="bid">The eliminated bid.</param>
    /// <param name="order">The policy's order.</param>
    /// <param name="ranked">The eligible bids, best first.</param>
    /// <param name="decidingUsd">What deciding had cost of <c>maxCostUsd</c> before the bids.</param>
    public static IEnumerable<Counterfactual> ToMeet(
        Policy policy,
        Award award,
        Elimination elimination,
        Bid bid,
        RankingOrder order,
        IReadOnlyList<RankingPoint> ranked,
        double decidingUsd = 0)
    {
        if (elimination.Reason is EliminationReason.InvalidBid) yield break;
        var failed = Failed(policy, award, elimination, bid, decidingUsd)
            .DistinctBy(static limit => limit.Figure)
            .Where(static limit => double.IsFinite(limit.Needed))
            .ToArray();
        var rank = 1 + ranked.Count(other => order.Compare(other, RankingPoint.Of(bid)) < 0);
        foreach (var limit in failed)
        {
            yield return new Counterfactual
            {
                BidderId = bid.BidderId,
                Figure = limit.Figure,
                Effect = CounterfactualEffect.MeetsLimit,
                Actual = limit.Actual,
                Threshold = limit.Needed,
                Side = limit.Figure is CounterfactualFigure.MinQuality ? ThresholdSide.AtMost : ThresholdSide.AtLeast,
                Sentence = CounterfactualSentences.OfLimit(bid.BidderId, limit, award.BudgetName, otherLimits: failed.Length - 1, rank),
            };
        }
    }

    private static IEnumerable<FailedLimit> Failed(Policy policy, Award award, Elimination elimination, Bid bid, double decidingUsd)
    {
        // The recorded reason stands, whatever the figures say; a check tells where they disagree.
        if (Recorded(policy, award, elimination, decidingUsd) is { } recorded) yield return recorded;
        var cost = bid.CostUsd.High;
        if (policy.MaxCostUsd is { } maxCost && cost > Math.Max(0, maxCost - decidingUsd)) yield return new(CounterfactualFigure.MaxCostUsd, maxCost, cost + decidingUsd);
        var most = UpperBound.Usd(bid, award.AsksPerStep);
        if (award.BudgetLeftUsd is { } left && most > 0 && most > left) yield return new(CounterfactualFigure.BudgetLeftUsd, left, most);
        if (policy.DeadlineSeconds is { } deadline && bid.LatencySeconds.High > deadline - award.ElapsedSeconds)
            yield return new(CounterfactualFigure.DeadlineSeconds, deadline, bid.LatencySeconds.High + award.ElapsedSeconds);
        if (policy.MinQuality is { } minQuality && bid.Success.Low < minQuality)
            yield return new(CounterfactualFigure.MinQuality, minQuality, bid.Success.Low);
    }

    private static FailedLimit? Recorded(Policy policy, Award award, Elimination elimination, double decidingUsd) => (elimination.Reason, elimination.Figure) switch
    {
        (EliminationReason.TooExpensive, { } figure) => new(CounterfactualFigure.MaxCostUsd, policy.MaxCostUsd ?? elimination.Limit, figure + decidingUsd),
        (EliminationReason.OverBudget, { } figure) => new(CounterfactualFigure.BudgetLeftUsd, award.BudgetLeftUsd ?? elimination.Limit, figure),
        (EliminationReason.TooSlow, { } figure) => new(
            CounterfactualFigure.DeadlineSeconds,
            policy.DeadlineSeconds ?? elimination.Limit + award.ElapsedSeconds,
            figure + award.ElapsedSeconds),
        (EliminationReason.TooUncertain, { } figure) => new(CounterfactualFigure.MinQuality, policy.MinQuality ?? elimination.Limit, figure),
        _ => null,
    };
}
