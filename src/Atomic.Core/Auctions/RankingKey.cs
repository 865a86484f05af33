using System.Runtime.InteropServices;
using Atomic.Core.Bids;
using Atomic.Core.Policies;

namespace Atomic.Core.Auctions;

/// <summary>
/// An eligible bid's place in the total order of an objective: four figures, the lower the better, then the ordinal bidder id.
/// A bid that is no worse in cost, latency and success, and better in one, always comes first.
/// </summary>
[StructLayout(LayoutKind.Auto)]
#pragma warning disable MA0096, MA0097 // a sort key: it is sorted, never compared for equality or by operators
internal readonly struct RankingKey : IComparable<RankingKey>
#pragma warning restore MA0096, MA0097
{
    private readonly double _first;
    private readonly double _second;
    private readonly double _third;
    private readonly double _fourth;
    private readonly string _bidderId;

    private RankingKey(double first, double second, double third, double fourth, string bidderId, int index)
    {
        _first = first;
        _second = second;
        _third = third;
        _fourth = fourth;
        _bidderId = bidderId;
        Index = index;
    }

    /// <summary>The bid's place in the book.</summary>
    public int Index { get; }

    /// <summary>The primary criterion; utility and quality are negated, so that lower is better.</summary>
    public double Primary => _first;

    /// <summary>The key of a bid under the policy's objective.</summary>
    /// <param name="bid">A bid without defect.</param>
    /// <param name="index">Its place in the book.</param>
    /// <param name="policy">The policy.</param>
    public static RankingKey Of(Bid bid, int index, Policy policy)
    {
        var cost = bid.CostUsd.Expected;
        var latency = bid.LatencySeconds.Expected;
        var worse = -bid.Success.Expected;
        return policy.Objective switch
        {
            Objective.Cheapest => new RankingKey(cost, worse, latency, 0, bid.BidderId, index),
            Objective.Best => new RankingKey(worse, cost, latency, 0, bid.BidderId, index),
            Objective.Fastest => new RankingKey(latency, worse, cost, 0, bid.BidderId, index),

            // Success is the last criterion here because a value of 0 leaves it out of the utility.
            _ => new RankingKey(-Score.Of(bid, policy).UtilityUsd, cost, latency, worse, bid.BidderId, index),
        };
    }

    /// <inheritdoc/>
    public int CompareTo(RankingKey other)
    {
        if (_first != other._first) return _first < other._first ? -1 : 1;
        if (_second != other._second) return _second < other._second ? -1 : 1;
        if (_third != other._third) return _third < other._third ? -1 : 1;
        if (_fourth != other._fourth) return _fourth < other._fourth ? -1 : 1;
        return string.CompareOrdinal(_bidderId, other._bidderId);
    }
}
