namespace Atomic.Benchmarks.Http;

/// <summary>Percentiles of measured times.</summary>
internal sealed class LatencySample
{
    private readonly double[] _sortedMs;

    public LatencySample(IEnumerable<double> milliseconds) => _sortedMs = [.. milliseconds.Order()];

    public double At(double share) => _sortedMs[Math.Clamp((int)Math.Ceiling(share * _sortedMs.Length) - 1, 0, _sortedMs.Length - 1)];

    public override string ToString() => $"p50 {At(0.5):0.00} ms, p95 {At(0.95):0.00} ms, p99 {At(0.99):0.00} ms, max {At(1):0.00} ms";
}
