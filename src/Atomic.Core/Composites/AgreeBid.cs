using Atomic.Core.Bids;

namespace Atomic.Core.Composites;

/// <summary>The figures of <c>Agree(a, b, else: p)</c>.</summary>
internal static class AgreeBid
{
    // Beyond the interval's end a step that is asked more rarely does not count: p90 of the cost, p95 of the latency.
    private const double RareForCost = 0.1;
    private const double RareForLatency = 0.05;

    /// <summary>Probability that the third is asked on this input: the two differ, or one of them gives no output.</summary>
    /// <param name="pair">The two.</param>
    /// <param name="one">One of them.</param>
    /// <param name="other">The other.</param>
    public static double ThirdAsked(in PairBelief pair, in Member one, in Member other) =>
        1 - (pair.Answered * InputOdds.Times(pair.Agree.Mean, InputOdds.Of(one, other)));

    /// <summary>
    /// Cost <c>c_a + c_b + P(third)·c_p</c>, latency <c>E[max(a, b)] + P(third)·t_p</c>. The upper ends have the third in full, unless it is asked so rarely that
    /// it lies beyond them.
    /// </summary>
    /// <param name="pair">The two.</param>
    /// <param name="one">One of them.</param>
    /// <param name="other">The other.</param>
    /// <param name="third">The third.</param>
    public static PlanFigures Of(in PairBelief pair, in Member one, in Member other, in Member third)
    {
        var asked = ThirdAsked(pair, one, other);
        var cost = one.Cost.Expected + other.Cost.Expected + (asked * third.Cost.Expected);
        var highCost = one.Cost.High + other.Cost.High + (asked > RareForCost ? third.Cost.High : 0);
        var seconds = pair.Seconds + (asked * third.Latency.Expected);
        var highSeconds = Math.Max(one.Points.Late, other.Points.Late) + (asked > RareForLatency ? third.Latency.High : 0);
        return new PlanFigures(
            new Estimate(cost, Math.Min(one.Cost.Low + other.Cost.Low, cost), Math.Max(highCost, cost)),
            one.MostUsd + other.MostUsd + third.MostUsd,
            new Estimate(seconds, Math.Min(Math.Max(one.Latency.Low, other.Latency.Low), seconds), Math.Max(highSeconds, seconds)),
            InputOdds.Times(JointSuccess.OfAgreement(pair, pair.RightApart(one, other, third), third), InputOdds.Of(one, other, third)));
    }
}
