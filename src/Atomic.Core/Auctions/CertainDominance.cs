using Atomic.Core.Bids;

namespace Atomic.Core.Auctions;

/// <summary>Whether a bid is worse beyond doubt, so that trying it could teach nothing worth its price.</summary>
internal static class CertainDominance
{
    /// <summary>
    /// Whether one bid is no worse than the other in cost, latency and success even where its pessimistic ends meet the other's optimistic
    /// ends, and better in one of them. It then stands before the other in every ranking.
    /// </summary>
    /// <param name="better">The bid that may be better beyond doubt.</param>
    /// <param name="other">The bid that it is held against.</param>
    public static bool Holds(Bid better, Bid other) =>
        better.CostUsd.High <= other.CostUsd.Low
        && better.LatencySeconds.High <= other.LatencySeconds.Low
        && better.Success.Low >= other.Success.High
        && (better.CostUsd.High < other.CostUsd.Low
            || better.LatencySeconds.High < other.LatencySeconds.Low
            || better.Success.Low > other.Success.High);
}
