using System.Runtime.InteropServices;
using Atomic.Core.Bids;

namespace Atomic.Core.Calibration;

/// <summary>Weights of actual figures by where they lay against the interval that was bid, of which the old fade.</summary>
/// <param name="Below">Below its lower end.</param>
/// <param name="Within">Between its ends, or on one of them.</param>
/// <param name="Above">Above its upper end.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct IntervalCounts(double Below, double Within, double Above)
{
    // The same sum added up in another order differs by less: a price that is known for certain must not miss its own interval.
    private const double Rounding = 1e-9;

    /// <summary>The effective number of observations.</summary>
    public double Total => Below + Within + Above;

    /// <summary>Where a figure lies.</summary>
    /// <param name="actual">The figure.</param>
    /// <param name="interval">What was bid.</param>
    public static IntervalPosition PositionOf(double actual, Estimate interval)
    {
        if (actual < interval.Low - (Rounding * interval.Low)) return IntervalPosition.Below;
        return actual > interval.High + (Rounding * interval.High) ? IntervalPosition.Above : IntervalPosition.Within;
    }

    /// <summary>The counts after one more figure.</summary>
    /// <param name="position">Where it lay.</param>
    /// <param name="retention">What is kept of the old, above 0 and up to 1.</param>
    public IntervalCounts After(IntervalPosition position, double retention) => new(
        (Below * retention) + (position == IntervalPosition.Below ? 1 : 0),
        (Within * retention) + (position == IntervalPosition.Within ? 1 : 0),
        (Above * retention) + (position == IntervalPosition.Above ? 1 : 0));
}
