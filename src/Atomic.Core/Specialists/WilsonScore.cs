using Atomic.Core.Bids;
using Atomic.Core.Learning;

namespace Atomic.Core.Specialists;

/// <summary>A share of right outcomes with its two-sided 90% interval (Wilson 1927; Agresti and Coull 1998, equation 2), on weights that may be fractions.</summary>
public static class WilsonScore
{
    /// <summary>The standard normal distribution's 95% quantile.</summary>
    private const double Quantile = 1.6448536269514722;

    /// <summary>The estimate; 0.5 within 0 to 1 where nothing was counted.</summary>
    /// <param name="counts">Outcomes, not negative.</param>
    public static Estimate Of(DecayedCounts counts)
    {
        var total = counts.Total;
        if (!(total > 0)) return new Estimate(0.5, 0, 1);
        var share = counts.Good / total;
        var square = Quantile * Quantile / total;
        var centre = (share + (square / 2)) / (1 + square);
        var half = Math.Sqrt((square * share * (1 - share)) + (square * square / 4)) / (1 + square);
        var (low, high) = (Math.Max(0, centre - half), Math.Min(1, centre + half));

        // Half an outcome is added to either side (Jeffreys), so that a short run without a fault is not certainty.
        return new Estimate(Math.Clamp((counts.Good + 0.5) / (total + 1), low, high), low, high);
    }
}
