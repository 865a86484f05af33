using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;

namespace Atomic.Core.Calibration;

/// <summary>
/// How a calibration record grows by an observation, in the same learning as the track record, so that it counts once just as this does.
/// <list type="bullet">
/// <item>Cost and latency: of answers that came in full, valid or not, since both are billed and waited for. A time-out says of the latency that it is longer
/// than what was waited, so that it counts where this is above the bid's interval, and for nothing otherwise.</item>
/// <item>Quality: a judged answer against the promised probability that a valid one is right; a judgement counts with its trust.</item>
/// <item>What was not promised is compared with nothing; figures that cannot be are ignored.</item>
/// </list>
/// </summary>
public static class CalibrationUpdate
{
    /// <summary>What is kept of the old per comparison: an effective memory of 250. A bidder that mends its promises, or breaks them, is seen to within some hundred.</summary>
    public const double Retention = 0.996;

    /// <summary>The record after one more observation.</summary>
    /// <param name="record">What is known so far.</param>
    /// <param name="observation">What was observed.</param>
    /// <param name="version">The version of the kind's record afterwards.</param>
    public static CalibrationRecord After(this CalibrationRecord record, Observation observation, long version = 0)
    {
        var (cost, latency, promised) = (ComparedCost(observation), ComparedLatency(observation), ComparedPromise(observation));
        if (cost is null && latency is null && promised is null) return record;
        return new CalibrationRecord
        {
            Cost = cost is { } bidUsd ? record.Cost.After(bidUsd, observation.CostUsd) : record.Cost,
            Latency = latency is { } bidSeconds ? record.Latency.After(bidSeconds, observation.LatencySeconds.GetValueOrDefault()) : record.Latency,
            Quality = promised is { } probability
                ? record.Quality.After(probability, Math.Clamp(observation.Score.GetValueOrDefault(), 0, 1), Math.Min(observation.Trust, 1), version)
                : record.Quality,
        };
    }

    /// <summary>The bid that the attempt's cost is compared with; null where it is compared with none.</summary>
    /// <param name="observation">The attempt.</param>
    public static Estimate? ComparedCost(Observation observation) =>
        CameInFull(observation) && observation.PromisedCostUsd is { } bid && IsFigure(bid) && IsFigure(observation.CostUsd) ? bid : null;

    /// <summary>The bid that the attempt's latency is compared with; null where it is compared with none.</summary>
    /// <param name="observation">The attempt.</param>
    public static Estimate? ComparedLatency(Observation observation) =>
        observation is { PromisedLatencySeconds: { } bid, LatencySeconds: { } seconds } && IsFigure(bid) && IsFigure(seconds)
        && (CameInFull(observation) || (observation.Outcome == AttemptOutcome.TimedOut && IntervalCounts.PositionOf(seconds, bid) == IntervalPosition.Above))
            ? bid
            : null;

    /// <summary>The promise that the judgement is compared with; null where it is compared with none.</summary>
    /// <param name="observation">The judgement.</param>
    public static double? ComparedPromise(Observation observation) =>
        observation is { Promised: >= 0 and <= 1, Score: { } score, Trust: > 0 } && double.IsFinite(score) ? observation.Promised : null;

    private static bool CameInFull(Observation observation) => observation.Outcome is AttemptOutcome.Succeeded or AttemptOutcome.InvalidOutput;

    private static bool IsFigure(Estimate bid) => IsFigure(bid.Low) && IsFigure(bid.High) && bid.Low <= bid.Expected && bid.Expected <= bid.High;

    private static bool IsFigure(double figure) => figure is >= 0 and <= BidCheck.LargestFigure;
}
