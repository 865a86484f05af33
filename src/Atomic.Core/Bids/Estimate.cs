namespace Atomic.Core.Bids;

/// <summary>
/// An expected figure with its interval. For cost the interval is p10 to p90, for latency p5 to p95,
/// for the success probability the two-sided 90% interval of what is known.
/// </summary>
/// <param name="Expected">The expectation.</param>
/// <param name="Low">The lower end, at most <paramref name="Expected"/>.</param>
/// <param name="High">The upper end, at least <paramref name="Expected"/>.</param>
public readonly record struct Estimate(double Expected, double Low, double High)
{
    /// <summary>A figure that is known for certain.</summary>
    /// <param name="value">The figure.</param>
    public static Estimate Exactly(double value) => new(value, value, value);
}
