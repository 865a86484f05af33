using System.Runtime.InteropServices;
using Atomic.Core.Bids;

namespace Atomic.Core.Calibration;

/// <summary>How a bidder's costs came out against its bids for one kind. Constant in size; the means are of what <see cref="Interval"/> weighs.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CostCalibration
{
    /// <summary>The largest relative error that is told from larger ones, so that one broken bill is not the whole mean. What was bid for nothing and cost anything has it.</summary>
    public const double LargestError = 10;

    /// <summary>Attempts ever compared, without forgetting.</summary>
    public long Counted { get; init; }

    /// <summary>Where actual costs lay against p10 to p90.</summary>
    public IntervalCounts Interval { get; init; }

    /// <summary>Mean of (actual − bid) / bid, −1 to <see cref="LargestError"/>: above 0 where it costs more than it says.</summary>
    public double MeanRelativeError { get; init; }

    /// <summary>Mean of the same without sign.</summary>
    public double MeanAbsoluteRelativeError { get; init; }

    /// <summary>Mean of |actual − bid|, in USD.</summary>
    public double MeanAbsoluteErrorUsd { get; init; }

    /// <summary>The statistics after one more attempt.</summary>
    /// <param name="bidUsd">What was bid.</param>
    /// <param name="actualUsd">What it cost, not negative.</param>
    public CostCalibration After(Estimate bidUsd, double actualUsd)
    {
        var interval = Interval.After(IntervalCounts.PositionOf(actualUsd, bidUsd), CalibrationUpdate.Retention);
        var share = 1 / interval.Total;
        var relative = RelativeError(bidUsd.Expected, actualUsd);
        return new CostCalibration
        {
            Counted = Counted + 1,
            Interval = interval,
            MeanRelativeError = MeanRelativeError + (share * (relative - MeanRelativeError)),
            MeanAbsoluteRelativeError = MeanAbsoluteRelativeError + (share * (Math.Abs(relative) - MeanAbsoluteRelativeError)),
            MeanAbsoluteErrorUsd = MeanAbsoluteErrorUsd + (share * (Math.Abs(actualUsd - bidUsd.Expected) - MeanAbsoluteErrorUsd)),
        };
    }

    private static double RelativeError(double bid, double actual)
    {
        if (bid <= 0) return actual <= 0 ? 0 : LargestError;
        return Math.Min((actual - bid) / bid, LargestError);
    }
}
