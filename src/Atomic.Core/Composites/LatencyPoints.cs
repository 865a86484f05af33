using System.Runtime.InteropServices;
using Atomic.Core.Bids;

namespace Atomic.Core.Composites;

/// <summary>
/// A bid's latency as three points: p5, a middle and p95, weighing 0.185, 0.63 and 0.185 (extended Pearson-Tukey: Keefer and Bodily, Management
/// Science 29 (1983) 595-609). The middle is where it must be for the points to have the bid's expectation. With points the expectation of
/// a maximum is a sum of products, which is the same to the last bit on any machine; for log-normal latencies it is within a few percent.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LatencyPoints
{
    private const double EndWeight = 0.185;
    private const double MiddleWeight = 0.63;

    private readonly double _low;
    private readonly double _middle;
    private readonly double _high;

    /// <summary>The points of a bid's latency.</summary>
    /// <param name="latency">In seconds, p5 to p95.</param>
    public LatencyPoints(Estimate latency)
    {
        (_low, _high) = (latency.Low, latency.High);
        _middle = Math.Clamp((latency.Expected - (EndWeight * (_low + _high))) / MiddleWeight, _low, _high);
        var ratio = _middle > 0 ? _high / _middle : 1;
        Late = _high * Math.Sqrt(Math.Sqrt(ratio));
    }

    /// <summary>
    /// The latency in seconds at 1.25 times p95's distance from the middle, which is p98 of a log-normal one: two or three that are asked at once are
    /// all within theirs in 94 to 96 of 100 cases.
    /// </summary>
    public double Late { get; }

    /// <summary>The expected seconds until both have answered.</summary>
    /// <param name="other">The other's latency.</param>
    public double Slower(LatencyPoints other) =>
        (EndWeight * (Slower(_low, other) + Slower(_high, other))) + (MiddleWeight * Slower(_middle, other));

    /// <summary>The expected seconds until all three have answered.</summary>
    /// <param name="second">The second's latency.</param>
    /// <param name="third">The third's latency.</param>
    public double Slowest(LatencyPoints second, LatencyPoints third) =>
        (EndWeight * (Slowest(_low, second, third) + Slowest(_high, second, third))) + (MiddleWeight * Slowest(_middle, second, third));

    private static double Slower(double seconds, LatencyPoints other) =>
        (EndWeight * (Math.Max(seconds, other._low) + Math.Max(seconds, other._high))) + (MiddleWeight * Math.Max(seconds, other._middle));

    private static double Slowest(double seconds, LatencyPoints second, LatencyPoints third) =>
        (EndWeight * (Slower(Math.Max(seconds, second._low), third) + Slower(Math.Max(seconds, second._high), third)))
        + (MiddleWeight * Slower(Math.Max(seconds, second._middle), third));
}
