using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Policies;

namespace Atomic.Core.Explanations;

/// <summary>
/// What would have changed an award, in closed form. With the margin <c>m = U_w − U_r</c> of the first over another, that other
/// comes first at a cost below <c>c_r − m</c>, a latency below <c>t_r − m/λ</c> or a success probability above <c>q_r + m/V</c>.
/// </summary>
public static class Counterfactuals
{
    /// <summary>
    /// For every other eligible bid: when it would have come first. For the first: when it would have fallen behind the second.
    /// For every eliminated bid: the limits that would have let it in. Each bid is moved alone: the bids of composite plans stand as they were made, also where
    /// it is a member's bid that moves.
    /// </summary>
    /// <param name="policy">The policy.</param>
    /// <param name="book">The bids.</param>
    /// <param name="award">The award that was made on them.</param>
    public static IReadOnlyList<Counterfactual> Of(Policy policy, BidBook book, Award award)
    {
        var bids = book.Bids.Concat(award.PlanBids).DistinctBy(static bid => bid.BidderId, StringComparer.Ordinal)
            .ToDictionary(static bid => bid.BidderId, StringComparer.Ordinal);
        var ranked = award.Ranking.Where(rank => bids.ContainsKey(rank.BidderId)).Select(rank => RankingPoint.Of(bids[rank.BidderId])).ToArray();
        var order = new RankingOrder(policy);
        var found = new List<Counterfactual>();
        foreach (var rival in ranked.Skip(1))
        {
            found.AddRange(BidThresholds.ToComeFirst(order, ranked[0], rival));
            if (policy.Objective is Objective.Utility) found.AddRange(PolicyThresholds.ToRankAhead(order, ranked[0], rival));
        }

        if (ranked.Length > 1) found.AddRange(BidThresholds.ToFallBehind(order, ranked[0], ranked[1]));
        foreach (var elimination in award.Eliminations)
        {
            if (bids.TryGetValue(elimination.BidderId, out var bid))
                found.AddRange(LimitThresholds.ToMeet(policy, award, elimination, bid, order, ranked, book.Embedding?.CostUsd ?? 0));
        }

        return found;
    }
}
