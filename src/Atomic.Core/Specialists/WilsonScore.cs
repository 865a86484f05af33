using Atomic.Core.Bids;
using Atomic.Core.Learning;

namespace Atomic.Core.Specialists;

/// <summary>A share of right outcomes with its two-sided 90% interval (<see cref="WilsonInterval"/>), on weights that may be fractions.</summary>
public static class WilsonScore
{
    /// <summary>The estimate; 0.5 within 0 to 1 where nothing was counted.</summary>
    /// <param name="counts">Outcomes, not negative.</param>
    public static Estimate Of(DecayedCounts counts)
    {
        var total = counts.Total;
        if (!(total > 0)) return new Estimate(0.5, 0, 1);
        var (low, high) = WilsonInterval.Of(counts.Good / total, total);
        (low, high) = (Math.Max(0, low), Math.Min(1, high));

        // Half an outcome is added to either side (Jeffreys), so that a short run without a fault is not certainty.
        return new Estimate(Math.Clamp((counts.Good + 0.5) / (total + 1), low, high), low, high);
    }
}
