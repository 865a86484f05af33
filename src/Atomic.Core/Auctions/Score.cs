using Atomic.Core.Bids;
using Atomic.Core.Policies;

namespace Atomic.Core.Auctions;

/// <summary>The terms of a bid's utility in USD: <c>UtilityUsd = ValueUsd − CostUsd − LatencyUsd</c>.</summary>
/// <param name="ValueUsd">V·q: the value of a right answer times its probability.</param>
/// <param name="CostUsd">c: the expected cost.</param>
/// <param name="LatencyUsd">λ·t: the price of the expected wait.</param>
/// <param name="UtilityUsd">The sum.</param>
public readonly record struct Score(double ValueUsd, double CostUsd, double LatencyUsd, double UtilityUsd)
{
    /// <summary>The score of a bid under a policy.</summary>
    /// <param name="bid">A bid without defect, see <see cref="BidCheck"/>.</param>
    /// <param name="policy">A policy without problems, see <see cref="PolicyCheck"/>.</param>
    public static Score Of(Bid bid, Policy policy)
    {
        var value = policy.ValueUsd * bid.Success.Expected;
        var cost = bid.CostUsd.Expected;
        var latency = policy.LatencyUsdPerSecond * bid.LatencySeconds.Expected;

        // Each step rounds monotonically, so a bid that is no worse in every term never has the lower utility.
        return new Score(value, cost, latency, value - cost - latency);
    }
}
