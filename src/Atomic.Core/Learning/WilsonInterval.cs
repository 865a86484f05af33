namespace Atomic.Core.Learning;

/// <summary>
/// The two-sided 90% interval of a probability by Wilson's score (Wilson, JASA 22 (1927) 209-212; Brown, Cai and DasGupta, Statistical Science 16
/// (2001), equation 4). It stays within 0 and 1 and contains the share, but for rounding at the very ends.
/// </summary>
public static class WilsonInterval
{
    /// <summary>The interval.</summary>
    /// <param name="share">The share of good outcomes, 0 to 1.</param>
    /// <param name="trials">The number of trials, which may be a fraction; above 0.</param>
    public static (double Low, double High) Of(double share, double trials)
    {
        const double Z = NormalQuantile.P95;
        var square = Z * Z / trials;
        var centre = (share + (square / 2)) / (1 + square);
        var half = Math.Sqrt((square * share * (1 - share)) + (square * square / 4)) / (1 + square);
        return (centre - half, centre + half);
    }
}
