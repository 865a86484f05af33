namespace Atomic.Core.Calibration;

/// <summary>How bids of latency held.</summary>
public sealed record LatencyFigures
{
    /// <summary>Attempts ever compared, without forgetting.</summary>
    public required long Counted { get; init; }

    /// <summary>The effective number of attempts behind the other figures, after forgetting.</summary>
    public required double Weight { get; init; }

    /// <summary>Mean of ln(actual / bid): above 0 where it takes longer than it says.</summary>
    public required double MeanLogRatio { get; init; }

    /// <summary>Where actual latencies lay against p5 to p95, of which 90% should be within.</summary>
    public required IntervalShares Interval { get; init; }

    /// <summary>The figures; null where nothing was compared.</summary>
    /// <param name="latency">What is known.</param>
    public static LatencyFigures? Of(LatencyCalibration latency) => IntervalShares.Of(latency.Interval) is not { } interval ? null : new LatencyFigures
    {
        Counted = latency.Counted,
        Weight = latency.Interval.Total,
        MeanLogRatio = latency.MeanLogRatio,
        Interval = interval,
    };
}
