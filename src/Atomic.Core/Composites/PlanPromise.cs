using Atomic.Core.Bids;
using Atomic.Core.Policies;

namespace Atomic.Core.Composites;

/// <summary>How promising figures are under a policy: the higher, the better.</summary>
internal static class PlanPromise
{
    /// <summary>The primary criterion of the policy's objective with a given success probability.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="costUsd">Expected cost in USD.</param>
    /// <param name="seconds">Expected latency in seconds.</param>
    /// <param name="success">The success probability: expected, or its upper end for what might turn out well.</param>
    public static double Of(Policy policy, double costUsd, double seconds, double success) => policy.Objective switch
    {
        Objective.Cheapest => -costUsd,
        Objective.Best => success,
        Objective.Fastest => -seconds,
        _ => (policy.ValueUsd * success) - costUsd - (policy.LatencyUsdPerSecond * seconds),
    };

    /// <summary>A bid's, at the upper end of its success probability.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="bid">The bid.</param>
    public static double AtBest(Policy policy, Bid bid) => Of(policy, bid.CostUsd.Expected, bid.LatencySeconds.Expected, bid.Success.High);
}
