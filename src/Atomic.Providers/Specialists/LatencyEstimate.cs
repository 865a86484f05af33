using Atomic.Core.Bids;
using Atomic.Core.Learning;

namespace Atomic.Providers.Specialists;

/// <summary>A specialist's latency: log-normal, from its measured executions and a belief that counts for a few of them.</summary>
internal static class LatencyEstimate
{
    private const double PriorSeconds = 0.0005;
    private const double PriorVariance = 1;
    private const double PriorWeight = 4;
    private const double LongestSeconds = 3_600;
    private const double Quantile95 = 1.6448536269514722;

    /// <summary>Expectation with p5 and p95.</summary>
    /// <param name="measured">Logarithms of seconds.</param>
    public static Estimate Of(DecayedMoments measured)
    {
        var weight = PriorWeight + measured.Weight;
        var shift = measured.Mean - Math.Log(PriorSeconds);
        var mean = Math.Log(PriorSeconds) + (shift * measured.Weight / weight);
        var between = PriorWeight * measured.Weight / weight * shift * shift;
        var deviation = Math.Sqrt(((PriorWeight * PriorVariance) + measured.SquaredDeviations + between) / weight);
        var low = Math.Min(LongestSeconds, Math.Exp(mean - (Quantile95 * deviation)));
        var high = Math.Min(LongestSeconds, Math.Exp(mean + (Quantile95 * deviation)));
        return new Estimate(Math.Clamp(Math.Exp(mean + (deviation * deviation / 2)), low, high), low, high);
    }
}
