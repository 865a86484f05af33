using System.Runtime.InteropServices;

namespace Atomic.Core.Calibration;

/// <summary>Shares of actual figures by where they lay against the interval that was bid; together 1.</summary>
/// <param name="Below">Below its lower end.</param>
/// <param name="Within">Between its ends, or on one of them.</param>
/// <param name="Above">Above its upper end.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct IntervalShares(double Below, double Within, double Above)
{
    /// <summary>The shares; null where nothing was compared.</summary>
    /// <param name="counts">The counts.</param>
    public static IntervalShares? Of(IntervalCounts counts) =>
        counts.Total > 0 ? new IntervalShares(counts.Below / counts.Total, counts.Within / counts.Total, counts.Above / counts.Total) : null;
}
