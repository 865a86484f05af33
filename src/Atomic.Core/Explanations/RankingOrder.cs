using Atomic.Core.Policies;

namespace Atomic.Core.Explanations;

/// <summary>
/// The order of a policy's objective over bids, best first. It is stated here apart from the auction on purpose:
/// an explanation checks the recorded ranking against it instead of repeating what the auction said of itself.
/// </summary>
/// <param name="objective">What is maximised.</param>
/// <param name="valueUsd">V in USD.</param>
/// <param name="latencyUsdPerSecond">λ in USD per second.</param>
public sealed class RankingOrder(Objective objective, double valueUsd, double latencyUsdPerSecond) : IComparer<RankingPoint>
{
    /// <summary>The order of that policy.</summary>
    /// <param name="policy">The policy.</param>
    public RankingOrder(Policy policy)
        : this(policy.Objective, policy.ValueUsd, policy.LatencyUsdPerSecond)
    {
    }

    /// <summary>What is maximised.</summary>
    public Objective Objective => objective;

    /// <summary>V in USD.</summary>
    public double ValueUsd => valueUsd;

    /// <summary>λ in USD per second.</summary>
    public double LatencyUsdPerSecond => latencyUsdPerSecond;

    /// <summary>The criteria in the order in which they decide; ordinal ids decide after the last.</summary>
    public IReadOnlyList<Criterion> Criteria { get; } = objective switch
    {
        Objective.Cheapest => [Criterion.Cost, Criterion.Quality, Criterion.Latency],
        Objective.Best => [Criterion.Quality, Criterion.Cost, Criterion.Latency],
        Objective.Fastest => [Criterion.Latency, Criterion.Quality, Criterion.Cost],
        _ => [Criterion.Utility, Criterion.Cost, Criterion.Latency, Criterion.Quality],
    };

    /// <summary>U = V·q − c − λ·t in USD.</summary>
    /// <param name="point">The bid's figures.</param>
    public double UtilityUsd(RankingPoint point) => (valueUsd * point.Quality) - point.CostUsd - (latencyUsdPerSecond * point.LatencySeconds);

    /// <summary>Negative where <paramref name="x"/> ranks ahead of <paramref name="y"/>.</summary>
    /// <param name="x">A bid.</param>
    /// <param name="y">Another.</param>
    public int Compare(RankingPoint x, RankingPoint y)
    {
        foreach (var criterion in Criteria)
        {
            var lead = Lead(criterion, x, y);
            if (lead != 0) return lead > 0 ? -1 : 1;
        }

        return string.CompareOrdinal(x.BidderId, y.BidderId);
    }

    /// <summary>The criterion that decides between two bids.</summary>
    /// <param name="x">A bid.</param>
    /// <param name="y">Another.</param>
    public Criterion Decides(RankingPoint x, RankingPoint y)
    {
        foreach (var criterion in Criteria)
        {
            if (Lead(criterion, x, y) != 0) return criterion;
        }

        return Criterion.BidderId;
    }

    /// <summary>By how much <paramref name="x"/> is better than <paramref name="y"/>, in the criterion's unit; negative where it is worse.</summary>
    /// <param name="criterion">The criterion; for <see cref="Criterion.BidderId"/> the lead is 0.</param>
    /// <param name="x">A bid.</param>
    /// <param name="y">Another.</param>
    public double Lead(Criterion criterion, RankingPoint x, RankingPoint y) => criterion switch
    {
        Criterion.Utility => UtilityUsd(x) - UtilityUsd(y),
        Criterion.Cost => y.CostUsd - x.CostUsd,
        Criterion.Latency => y.LatencySeconds - x.LatencySeconds,
        Criterion.Quality => x.Quality - y.Quality,
        _ => 0,
    };
}
