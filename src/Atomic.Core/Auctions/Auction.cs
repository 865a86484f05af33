using System.Buffers;
using Atomic.Core.Bids;
using Atomic.Core.Composites;
using Atomic.Core.Policies;

namespace Atomic.Core.Auctions;

/// <summary>
/// The auction: a pure function from a request to an award. Bids that fail a hard limit are eliminated with the reason
/// (<see cref="EliminationReason"/>), the others are ranked by the policy's objective, one of them is drawn
/// (<see cref="ExplorationRecord"/>), and the plan is that winner with the next of the ranking behind it. Composite plans bid beside the bidders (<see cref="Award.PlanBids"/>).
/// </summary>
public static class Auction
{
    /// <summary>The highest γ of a request.</summary>
    public const double LargestGamma = 1e12;

    /// <summary>
    /// Clears the auction. Ties of the objective are broken by lower cost, lower latency, higher success and at last by the ordinal bidder
    /// id, so that the order in which the bids stand in the book does not matter.
    /// </summary>
    /// <param name="request">A request without a problem (<see cref="Problem"/>), whose bids have distinct bidder ids.</param>
    /// <exception cref="ArgumentException">The request has a problem.</exception>
    public static Award Clear(AuctionRequest request) => Clear(request, winnerId: null);

    /// <summary>The award as it would be, had the draw hit a certain bid: the same ranking and propensities, with the plan behind that winner.</summary>
    /// <param name="request">As for <see cref="Clear(AuctionRequest)"/>.</param>
    /// <param name="winnerId">Whose bid; where it is not in the ranking, or null, whom the draw hits.</param>
    /// <exception cref="ArgumentException">The request has a problem.</exception>
    internal static Award Clear(AuctionRequest request, string? winnerId)
    {
        if (Problem(request) is { } problem) throw new ArgumentException(problem, nameof(request));
        var limits = new HardLimits(request);
        var plans = PlanBids.Of(request, limits);
        IReadOnlyList<Bid> bids = plans.Count == 0 ? request.Book.Bids : [.. request.Book.Bids, .. plans];
        var keys = ArrayPool<RankingKey>.Shared.Rent(bids.Count);
        try
        {
            var eligible = Sieve(request, bids, limits, keys, out var eliminations);
            var ranking = keys.AsSpan(0, eligible);
            ranking.Sort();
            return Conclude(request, bids, plans, limits, ranking, eliminations, winnerId);
        }
        finally
        {
            keys.AsSpan(0, bids.Count).Clear(); // the pool would keep the bidders' ids alive
            ArrayPool<RankingKey>.Shared.Return(keys);
        }
    }

    /// <summary>What keeps the request from being cleared, in one sentence; null where nothing does. Defective bids do not: they are eliminated.</summary>
    /// <param name="request">The request.</param>
    public static string? Problem(AuctionRequest request)
    {
        var policy = request.Policy;
        if (!IsWithin(policy.ValueUsd, PolicyCheck.LargestFigure)
            || !IsWithin(policy.LatencyUsdPerSecond, PolicyCheck.LargestFigure)
            || !IsWithin(policy.MaxCostUsd ?? 0, PolicyCheck.LargestFigure)
            || !IsWithin(policy.DeadlineSeconds ?? 0, PolicyCheck.LargestFigure)
            || !IsWithin(policy.MinQuality ?? 0, 1)
            || policy.MaxAttempts is < 1 or > PolicyCheck.MostAttempts)
        {
            return PolicyCheck.Problems(policy)[0];
        }

        if (!IsWithin(request.Gamma, LargestGamma)) return $"gamma must be a number from 0 to {LargestGamma:0}.";
        if (request.AsksPerStep is < 1 or > PolicyCheck.MostAttempts) return $"asksPerStep must be a whole number from 1 to {PolicyCheck.MostAttempts}.";
        if (!IsWithin(request.Optimism, 1)) return "optimism must be a number from 0 to 1.";
        if (!IsWithin(request.ElapsedSeconds, PolicyCheck.LargestFigure)) return $"elapsedSeconds must be a number from 0 to {PolicyCheck.LargestFigure:0}.";
        return double.IsFinite(request.BudgetLeftUsd ?? 0) ? null : "budgetLeftUsd must be a finite number, or left out where no budget applies.";
    }

    private static bool IsWithin(double figure, double limit) => figure >= 0 && figure <= limit;

    private static int Sieve(AuctionRequest request, IReadOnlyList<Bid> bids, HardLimits limits, RankingKey[] keys, out IReadOnlyList<Elimination> eliminations)
    {
        List<Elimination>? eliminated = null;
        var eligible = 0;
        for (var i = 0; i < bids.Count; i++)
        {
            var bid = bids[i];
            if (limits.FirstFailed(bid) is { } elimination)
                (eliminated ??= []).Add(elimination);
            else
                keys[eligible++] = RankingKey.Of(bid, i, request.Policy);
        }

        if (eliminated is not null && !IsInOrder(eliminated))
            eliminated.Sort(static (left, right) => string.CompareOrdinal(left.BidderId, right.BidderId));
        eliminations = eliminated is null ? [] : eliminated;
        return eligible;
    }

    // A book is in order already unless somebody built it by hand.
    private static bool IsInOrder(List<Elimination> eliminated)
    {
        for (var i = 1; i < eliminated.Count; i++)
        {
            if (string.CompareOrdinal(eliminated[i - 1].BidderId, eliminated[i].BidderId) > 0) return false;
        }

        return true;
    }

    private static Award Conclude(
        AuctionRequest request,
        IReadOnlyList<Bid> bids,
        IReadOnlyList<Bid> plans,
        HardLimits limits,
        ReadOnlySpan<RankingKey> ranking,
        IReadOnlyList<Elimination> eliminations,
        string? winnerId)
    {
        Span<double> propensities = stackalloc double[Math.Min(ranking.Length, InverseGapWeighting.MostCandidates + PlanShortlist.MostPlans)];
        var candidates = InverseGapWeighting.Fill(ranking, bids, request, propensities);
        var draw = SeededDraw.Of(request.MicrotaskId, request.Policy, request.Book.MarketVersion);
        var winner = PlaceOf(winnerId, bids, ranking) ?? draw.Pick(propensities);
        var composed = ranking.IsEmpty ? default : PlanComposition.Of(winner, ranking, bids, request, limits);
        return new Award
        {
            Plan = composed.Plan,
            WinnerId = ranking.IsEmpty ? null : bids[ranking[winner].Index].BidderId,
            Ranking = Ranked(request, bids, ranking, propensities),
            Eliminations = eliminations,
            Exploration = new ExplorationRecord
            {
                Enabled = request.Policy.Explore && candidates > 1,
                Gamma = request.Gamma,
                Optimism = request.Optimism,
                Candidates = candidates,
                Seed = draw.Seed,
                Draw = draw.Value,
                Explored = winner != 0,
            },
            ReservedUsd = composed.ReservedUsd,
            ElapsedSeconds = request.ElapsedSeconds,
            BudgetLeftUsd = request.BudgetLeftUsd,
            BudgetName = request.BudgetName,
            BudgetRenewsAt = request.BudgetRenewsAt,
            PlanBids = plans,
            PlanForms = request.PlanForms,
            AsksPerStep = request.AsksPerStep,
        };
    }

    private static int? PlaceOf(string? bidderId, IReadOnlyList<Bid> bids, ReadOnlySpan<RankingKey> ranking)
    {
        if (bidderId is null) return null;
        for (var i = 0; i < ranking.Length; i++)
        {
            if (bids[ranking[i].Index].BidderId == bidderId) return i;
        }

        return null;
    }

    private static RankedBid[] Ranked(AuctionRequest request, IReadOnlyList<Bid> bids, ReadOnlySpan<RankingKey> ranking, ReadOnlySpan<double> propensities)
    {
        var ranked = new RankedBid[ranking.Length];
        for (var i = 0; i < ranked.Length; i++)
        {
            var bid = bids[ranking[i].Index];
            var propensity = i < propensities.Length ? propensities[i] : 0;
            ranked[i] = new RankedBid(i + 1, bid.BidderId, Score.Of(bid, request.Policy), propensity);
        }

        return ranked;
    }
}
