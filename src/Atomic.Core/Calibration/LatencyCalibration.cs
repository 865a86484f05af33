using System.Runtime.InteropServices;
using Atomic.Core.Bids;
using Atomic.Core.Learning;

namespace Atomic.Core.Calibration;

/// <summary>How a bidder's latencies came out against its bids for one kind. Constant in size; the mean is of what <see cref="Interval"/> weighs.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LatencyCalibration
{
    /// <summary>Attempts ever compared, without forgetting.</summary>
    public long Counted { get; init; }

    /// <summary>Where actual latencies lay against p5 to p95.</summary>
    public IntervalCounts Interval { get; init; }

    /// <summary>Mean of ln(actual / bid): above 0 where it takes longer than it says. e to its power is the typical ratio.</summary>
    public double MeanLogRatio { get; init; }

    /// <summary>The statistics after one more attempt.</summary>
    /// <param name="bidSeconds">What was bid.</param>
    /// <param name="actualSeconds">How long it took, not negative.</param>
    public LatencyCalibration After(Estimate bidSeconds, double actualSeconds)
    {
        var interval = Interval.After(IntervalCounts.PositionOf(actualSeconds, bidSeconds), CalibrationUpdate.Retention);
        var ratio = Logarithm(actualSeconds) - Logarithm(bidSeconds.Expected);
        return new LatencyCalibration
        {
            Counted = Counted + 1,
            Interval = interval,
            MeanLogRatio = MeanLogRatio + ((ratio - MeanLogRatio) / interval.Total),
        };
    }

    private static double Logarithm(double seconds) => Math.Log(Math.Clamp(seconds, TrackRecordUpdate.ShortestSeconds, TrackRecordUpdate.LongestSeconds));
}
