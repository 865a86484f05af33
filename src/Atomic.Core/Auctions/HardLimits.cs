using System.Runtime.InteropServices;
using Atomic.Core.Bids;

namespace Atomic.Core.Auctions;

/// <summary>
/// The limits that a bid must meet with the pessimistic ends of its intervals. They are checked in the order validity, <c>maxCostUsd</c>,
/// budget, deadline, <c>minQuality</c>; the first that fails is the reason.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct HardLimits
{
    private readonly double _maxCostUsd;
    private readonly double _budgetLeftUsd;
    private readonly double _secondsLeft;
    private readonly double _minQuality;
    private readonly double? _deadlineSeconds;

    /// <summary>The limits of a request; a limit that is not set is one that nothing fails.</summary>
    /// <param name="request">The request.</param>
    public HardLimits(AuctionRequest request)
    {
        _maxCostUsd = request.Policy.MaxCostUsd ?? double.PositiveInfinity;
        _budgetLeftUsd = request.BudgetLeftUsd ?? double.PositiveInfinity;
        _deadlineSeconds = request.Policy.DeadlineSeconds;
        _secondsLeft = _deadlineSeconds - request.ElapsedSeconds ?? double.PositiveInfinity;
        _minQuality = request.Policy.MinQuality ?? 0;
    }

    /// <summary>Whether that much may be reserved. What costs nothing always may.</summary>
    /// <param name="worstCostUsd">A p90 cost, or a sum of them, in USD.</param>
    public bool Affords(double worstCostUsd) =>
        worstCostUsd is 0 || (worstCostUsd <= _maxCostUsd && worstCostUsd <= _budgetLeftUsd);

    /// <summary>The first limit that the bid fails, or null where it is eligible.</summary>
    /// <param name="bid">The bid.</param>
    public Elimination? FirstFailed(Bid bid)
    {
        if (BidCheck.Defect(bid) is { } defect) return new Elimination(bid.BidderId, EliminationReason.InvalidBid, null, null, defect);
        var cost = bid.CostUsd.High;
        var latency = bid.LatencySeconds.High;
        var quality = bid.Success.Low;
        if (Affords(cost) && latency <= _secondsLeft && quality >= _minQuality) return null;
        if (cost > _maxCostUsd)
        {
            return new Elimination(bid.BidderId, EliminationReason.TooExpensive, cost, _maxCostUsd,
                $"p90 cost {FigureText.Usd(cost)} is above maxCostUsd {FigureText.Usd(_maxCostUsd)}.");
        }

        if (!Affords(cost))
        {
            return new Elimination(bid.BidderId, EliminationReason.OverBudget, cost, _budgetLeftUsd,
                $"p90 cost {FigureText.Usd(cost)} is above the {FigureText.Usd(_budgetLeftUsd)} that is left in the budget.");
        }

        if (latency > _secondsLeft)
        {
            return new Elimination(bid.BidderId, EliminationReason.TooSlow, latency, _secondsLeft,
                $"p95 latency {FigureText.Seconds(latency)} is above the {FigureText.Seconds(_secondsLeft)} left of deadlineSeconds {FigureText.Seconds(_deadlineSeconds.GetValueOrDefault())}.");
        }

        return new Elimination(bid.BidderId, EliminationReason.TooUncertain, quality, _minQuality,
            $"lower bound {FigureText.Probability(quality)} of the success probability is below minQuality {FigureText.Probability(_minQuality)}.");
    }
}
