using Atomic.Core.Bids;

namespace Atomic.Core.Composites;

/// <summary>The figures of <c>Hedge(a, b, after: a's p95)</c>.</summary>
internal static class HedgeBid
{
    // The second is asked where the first is slower than its p95.
    private const double Slow = 0.05;
    private const double P95 = 1.6448536269514722;

    // Φ(σ − 1.645) at σ = 0, ½, 1, 1½, 2: the share of a log-normal's expectation that lies above its p95. Linear in between it is within 0.01.
    private static readonly double[] s_tails = [0.05, 0.1261, 0.2595, 0.4424, 0.6388];

    /// <summary>
    /// The second is paid one time in twenty. What it saves is the first's expected excess over p95, <c>E[a]·Φ(σ − 1.645) − 0.05·p95</c>, less what the second takes
    /// itself: a lower bound of the saving, by Jensen's inequality. Whichever answers first counts, so that the success is the lower of the two where
    /// both are at work. p95 of the latency stays the first's: only what lies beyond it is cut.
    /// </summary>
    /// <param name="first">The first.</param>
    /// <param name="second">The second.</param>
    public static PlanFigures Of(in Member first, in Member second)
    {
        var saved = Math.Max(0, Excess(first.Latency) - (Slow * second.Latency.Expected));
        var seconds = Math.Max(first.Latency.Expected - saved, first.Latency.Low);
        var cost = first.Cost.Expected + (Slow * second.Cost.Expected);
        return new PlanFigures(
            new Estimate(cost, Math.Min(first.Cost.Low, cost), Math.Max(first.Cost.High, cost)),
            first.MostUsd + second.MostUsd,
            new Estimate(seconds, first.Latency.Low, first.Latency.High),
            new Estimate(
                Either(first.Success.Expected, second.Success.Expected),
                Either(first.Success.Low, second.Success.Low),
                Either(first.Success.High, second.Success.High)));
    }

    private static double Either(double first, double second) => ((1 - Slow) * first) + (Slow * Math.Min(first, second));

    private static double Excess(Estimate latency)
    {
        if (latency.Low <= 0 || latency.High <= latency.Low) return 0;
        var deviation = Math.Min(NaturalLogarithm.Of(latency.High / latency.Low) / (2 * P95), 2);
        var place = Math.Min((int)(deviation * 2), s_tails.Length - 2);
        var tail = s_tails[place] + (((deviation * 2) - place) * (s_tails[place + 1] - s_tails[place]));
        return (latency.Expected * tail) - (Slow * latency.High);
    }
}
