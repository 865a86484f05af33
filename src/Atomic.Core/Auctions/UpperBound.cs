using Atomic.Core.Bids;

namespace Atomic.Core.Auctions;

/// <summary>The most that a step of a plan can cost: what a budget must hold for it, so that no bill overspends it.</summary>
public static class UpperBound
{
    /// <summary>In USD: the bid's upper bound for each time that its bidder may be asked.</summary>
    /// <param name="bid">The bid; where it is from before upper bounds were kept, its p90 cost counts.</param>
    /// <param name="asksPerStep">How often the bidder may be asked, at least 1.</param>
    public static double Usd(Bid bid, int asksPerStep) => asksPerStep * (bid.MostCostUsd ?? bid.CostUsd.High);
}
