using Atomic.Core.Bids;
using Atomic.Core.Composites;

namespace Atomic.Core.Auctions;

/// <summary>
/// The limits that a bid must meet with the pessimistic ends of its intervals, and the budget with the most that it can cost. They are checked
/// in the order validity, <c>maxCostUsd</c>, budget, deadline, <c>minQuality</c>; the first that fails is the reason. A limit that is not set is
/// one that nothing fails.
/// </summary>
/// <param name="request">The request that sets them.</param>
internal sealed class HardLimits(AuctionRequest request)
{
    private readonly double _maxCostUsd = request.Book.LeftOf(request.Policy.MaxCostUsd) ?? double.PositiveInfinity;
    private readonly double _budgetLeftUsd = request.BudgetLeftUsd ?? double.PositiveInfinity;
    private readonly double _secondsLeft = request.Policy.DeadlineSeconds - request.ElapsedSeconds ?? double.PositiveInfinity;
    private readonly double _minQuality = request.Policy.MinQuality ?? 0;

    // The second half of a sentence is the same for all bids that fail that limit.
    private string? _tooExpensive;
    private string? _overBudget;
    private string? _tooSlow;
    private string? _tooUncertain;

    /// <summary>Whether <c>maxCostUsd</c> holds that much. What costs nothing always fits.</summary>
    /// <param name="costUsd">A p90 cost, or a sum of them, in USD.</param>
    public bool Allows(double costUsd) => costUsd is 0 || costUsd <= _maxCostUsd;

    /// <summary>Whether the budget holds that much. What costs nothing always fits.</summary>
    /// <param name="mostUsd">The most that a bid can cost, or a sum of them, in USD.</param>
    public bool Affords(double mostUsd) => mostUsd is 0 || mostUsd <= _budgetLeftUsd;

    /// <summary>The most that a bid's bidder can cost in USD, see <see cref="UpperBound"/>.</summary>
    /// <param name="bid">The bid.</param>
    public double MostUsd(Bid bid) => UpperBound.Usd(bid, request.AsksPerStep);

    /// <summary>The first limit that the bid fails, or null where it is eligible.</summary>
    /// <param name="bid">The bid.</param>
    public Elimination? FirstFailed(Bid bid)
    {
        if (BidCheck.Defect(bid) is { } defect) return new Elimination(bid.BidderId, EliminationReason.InvalidBid, null, null, defect);
        var cost = bid.CostUsd.High;
        var latency = bid.LatencySeconds.High;
        var quality = (bid.AnswerPrecision ?? bid.Success).Low;
        var most = MostUsd(bid);
        if (Allows(cost) && Affords(most) && latency <= _secondsLeft && quality >= _minQuality) return null;
        if (!Allows(cost))
        {
            _tooExpensive ??= request.Policy.MaxCostUsd > _maxCostUsd
                ? $" is above the {FigureText.Usd(_maxCostUsd)} that embedding the input left of maxCostUsd {FigureText.Usd(request.Policy.MaxCostUsd ?? 0)}."
                : $" is above maxCostUsd {FigureText.Usd(_maxCostUsd)}.";
            return new Elimination(bid.BidderId, EliminationReason.TooExpensive, cost, _maxCostUsd, $"p90 cost {FigureText.Usd(cost)}{_tooExpensive}");
        }

        if (!Affords(most)) return OverBudget(bid, most);

        if (latency > _secondsLeft)
        {
            _tooSlow ??= $" is above the {FigureText.Seconds(_secondsLeft)} left of deadlineSeconds {FigureText.Seconds(request.Policy.DeadlineSeconds ?? 0)}.";
            return new Elimination(bid.BidderId, EliminationReason.TooSlow, latency, _secondsLeft, $"p95 latency {FigureText.Seconds(latency)}{_tooSlow}");
        }

        _tooUncertain ??= $" is below minQuality {FigureText.Probability(_minQuality)}.";
        var of = bid.AnswerPrecision is null ? "success probability" : "precision of its answers";
        return new Elimination(bid.BidderId, EliminationReason.TooUncertain, quality, _minQuality, $"lower bound {FigureText.Probability(quality)} of the {of}{_tooUncertain}");
    }

    // Bids from before upper bounds were kept have the sentence of then, so that their awards are recomputed word by word.
    private Elimination OverBudget(Bid bid, double most)
    {
        _overBudget ??= bid.MostCostUsd is null
            ? $" is above the {FigureText.Usd(_budgetLeftUsd)} that is left in the budget."
            : $" is above the {FigureText.Usd(_budgetLeftUsd)} that is left in {BudgetText.Of(request.BudgetName, request.BudgetRenewsAt)}.";
        var figure = bid.MostCostUsd is null ? "p90 cost" : "upper bound of the cost";
        return new Elimination(bid.BidderId, EliminationReason.OverBudget, most, _budgetLeftUsd, $"{figure} {FigureText.Usd(most)}{_overBudget}");
    }

    /// <summary>Whether a composite plan meets every limit; those that do not are no bids, and need no sentence.</summary>
    /// <param name="figures">The plan's figures.</param>
    public bool Meets(in PlanFigures figures)
    {
        var most = request.AsksPerStep * figures.MostUsd;
        return Allows(figures.CostUsd.High)
            && Affords(most)
            && figures.LatencySeconds.High <= _secondsLeft
            && figures.Success.Low >= _minQuality
            && most <= BidCheck.LargestFigure
            && figures.LatencySeconds.High <= BidCheck.LargestFigure;
    }
}
