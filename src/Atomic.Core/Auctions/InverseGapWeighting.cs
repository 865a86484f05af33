using Atomic.Core.Bids;
using Atomic.Core.Composites;
using Atomic.Core.Policies;

namespace Atomic.Core.Auctions;

/// <summary>
/// Propensities by inverse-gap weighting (SquareCB: Foster and Rakhlin, arXiv 2002.04926, section 3): <c>p_a = 1 / (K + γ·gap_a)</c> for
/// every candidate but the first of the ranking, which has the rest. The gap has no dimension: under
/// <see cref="Objective.Utility"/> it is <c>(u* − u_a) / V</c>, the utility forgone in right answers; under the other objectives it is the
/// primary criterion's distance from the first's, relative to the first's. A candidate's criterion is taken at a success probability between the
/// expected one and the upper end of its interval (<see cref="ExplorationRecord.Optimism"/>), and a gap is never below 0: whoever could turn out best is
/// tried as often as any, until enough is known (optimism under uncertainty: Auer, Cesa-Bianchi and Fischer, Machine Learning 47 (2002) 235-256).
/// </summary>
public static class InverseGapWeighting
{
    /// <summary>The most bidders among the candidates of a draw: the top of the ranking. It bounds both the work and the share of traffic that is drawn away.</summary>
    public const int MostCandidates = 16;

    /// <summary>What V, or the first's figure, counts for at least as a divisor, in its own unit, so that the gap stays finite where it is 0.</summary>
    public const double SmallestScale = 1e-9;

    /// <summary>
    /// The most composite plans among the candidates. Plans share members, so that trying one teaches of others; spread over all that are nearly alike, the
    /// draw would leave the best of them too rarely.
    /// </summary>
    public const int MostPlans = 4;

    /// <summary>Fills the propensities of the top of the ranking.</summary>
    /// <param name="ranking">The eligible bids, best first.</param>
    /// <param name="bids">What its indices mean.</param>
    /// <param name="request">The request.</param>
    /// <param name="propensities">Room for the top of the ranking; every element is written.</param>
    /// <returns>K: how many candidates have a part in the draw.</returns>
    internal static int Fill(ReadOnlySpan<RankingKey> ranking, IReadOnlyList<Bid> bids, AuctionRequest request, Span<double> propensities)
    {
        propensities.Clear();
        if (ranking.IsEmpty) return 0;
        if (!request.Policy.Explore)
        {
            propensities[0] = 1;
            return 1;
        }

        Span<bool> takesPart = stackalloc bool[propensities.Length];
        var candidates = Choose(ranking, bids, request.Policy, takesPart);
        var others = 0.0;
        for (var i = 1; i < takesPart.Length; i++)
        {
            if (!takesPart[i]) continue;
            propensities[i] = 1 / (candidates + (request.Gamma * Gap(ranking[0].Primary, Hoped(ranking[i], bids, request), request.Policy)));
            others += propensities[i];
        }

        if (bids[ranking[0].Index].AuditShare is { } audited && audited > others)
            others += Audit(ranking, bids, propensities, audited - others, ref candidates);
        propensities[0] = 1 - others;
        return candidates;
    }

    // What is missing of the share that the first asks to be audited goes to the best bid that needs no audit itself, whether it had a part in the draw or not.
    private static double Audit(ReadOnlySpan<RankingKey> ranking, IReadOnlyList<Bid> bids, Span<double> propensities, double missing, ref int candidates)
    {
        for (var i = 1; i < propensities.Length; i++)
        {
            if (bids[ranking[i].Index] is not { AuditShare: null, Plan: null }) continue;
            if (propensities[i] == 0) candidates++;
            propensities[i] += missing;
            return missing;
        }

        return 0;
    }

    // The first bidders of the ranking; of the plans the first ones, and of the others the one that could turn out best.
    private static int Choose(ReadOnlySpan<RankingKey> ranking, IReadOnlyList<Bid> bids, Policy policy, Span<bool> takesPart)
    {
        var (bidders, plans, candidates) = (0, 0, 0);
        var (hopeful, promise) = (-1, double.NegativeInfinity);
        for (var i = 0; i < takesPart.Length; i++)
        {
            var bid = bids[ranking[i].Index];
            var isBidder = bid.Plan is null;
            if ((isBidder && bidders++ >= MostCandidates) || IsDominated(i, ranking, bids)) continue;
            if (isBidder || plans++ < MostPlans - 1)
            {
                takesPart[i] = true;
                candidates++;
            }
            else if (PlanPromise.AtBest(policy, bid) is var atBest && atBest > promise)
            {
                (hopeful, promise) = (i, atBest);
            }
        }

        if (hopeful < 0) return candidates;
        takesPart[hopeful] = true;
        return candidates + 1;
    }

    private static double Gap(double first, double other, Policy policy)
    {
        var scale = policy.Objective == Objective.Utility ? policy.ValueUsd : Math.Abs(first);
        return Math.Max(other - first, 0) / Math.Max(scale, SmallestScale);
    }

    // The candidate's primary criterion, were it as good as may be hoped for.
    private static double Hoped(RankingKey key, IReadOnlyList<Bid> bids, AuctionRequest request)
    {
        if (request.Optimism == 0) return key.Primary;
        var bid = bids[key.Index];
        var success = bid.Success.Expected + (request.Optimism * (bid.Success.High - bid.Success.Expected));
        return -PlanPromise.Of(request.Policy, bid.CostUsd.Expected, bid.LatencySeconds.Expected, success);
    }

    private static bool IsDominated(int rank, ReadOnlySpan<RankingKey> ranking, IReadOnlyList<Bid> bids)
    {
        // Whoever dominates stands before the dominated, so nobody below needs to be asked.
        var bid = bids[ranking[rank].Index];
        for (var i = 0; i < rank; i++)
        {
            if (CertainDominance.Holds(bids[ranking[i].Index], bid)) return true;
        }

        return false;
    }
}
