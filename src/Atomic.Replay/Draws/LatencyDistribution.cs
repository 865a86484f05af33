using System.Runtime.InteropServices;

namespace Atomic.Replay.Draws;

/// <summary>
/// How long an answer takes: a lognormal time until the first token, given by its median and 95th percentile, and a constant time
/// per output token. Response times of services are skewed to the right, and two percentiles are what people know of a model.
/// </summary>
/// <param name="P50Ms">Median in milliseconds; 0 for none.</param>
/// <param name="P95Ms">95th percentile in milliseconds; a value at or below <paramref name="P50Ms"/> makes the time constant.</param>
/// <param name="PerOutputTokenMs">Milliseconds per output token, on top.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LatencyDistribution(double P50Ms, double P95Ms, double PerOutputTokenMs)
{
    /// <summary>The 95th percentile of the standard normal distribution.</summary>
    private const double NormalP95 = 1.6448536269514722;

    /// <summary>No time at all.</summary>
    public bool IsZero => P50Ms <= 0 && PerOutputTokenMs <= 0;

    /// <summary>Whether the time until the first token varies, and so needs a draw.</summary>
    public bool Varies => P50Ms > 0 && P95Ms > P50Ms;

    /// <summary>
    /// Draws the milliseconds until the first token: exp(ln p50 + z·(ln p95 − ln p50)/1.645) with z standard normal, whose median is
    /// p50 and whose 95th percentile is p95.
    /// </summary>
    public double DrawFirstTokenMs(ref SplitMix64 draws) =>
        Varies ? P50Ms * Math.Exp(draws.NextGaussian() * Math.Log(P95Ms / P50Ms) / NormalP95) : Math.Max(0, P50Ms);
}
