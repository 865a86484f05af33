using System.Runtime.InteropServices;
using Atomic.Core.Bids;
using Atomic.Core.Contexts;

namespace Atomic.Core.Learning;

/// <summary>What is believed of a positive figure: its logarithm is normal.</summary>
/// <param name="Mean">μ: mean of the natural logarithm.</param>
/// <param name="Deviation">σ: standard deviation of the next observation's natural logarithm.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LogNormalBelief(double Mean, double Deviation)
{
    /// <summary>The prior's standard deviation of the logarithm: a factor of 2.3 either way at p5 and p95.</summary>
    public const double PriorDeviation = 0.5;

    /// <summary>The smallest deviation: nothing is known to less than 8% either way.</summary>
    public const double SmallestDeviation = 0.05;

    /// <summary>The largest deviation: a factor of 27 either way; beyond it an interval says nothing and could overflow.</summary>
    public const double LargestDeviation = 2;

    /// <summary>
    /// A prior with what was observed, by the conjugate update of a normal distribution with unknown mean and variance (Gelman et al.,
    /// Bayesian Data Analysis, 3rd edition, section 3.3), with the same weight for the prior's mean and its variance. The predictive
    /// distribution, Student's t there, is taken as the normal with <c>σ²·(1 + 1/n)</c>.
    /// </summary>
    /// <param name="priorMean">The logarithm of the prior's median.</param>
    /// <param name="weight">How many observations the prior counts for; above 0.</param>
    /// <param name="observed">Moments of the observed logarithms.</param>
    public static LogNormalBelief Of(double priorMean, double weight, DecayedMoments observed)
    {
        var total = weight + observed.Weight;
        var distance = observed.Mean - priorMean;
        var mean = priorMean + (distance * observed.Weight / total);
        var squares = (weight * PriorDeviation * PriorDeviation)
            + observed.SquaredDeviations
            + (weight * observed.Weight / total * distance * distance);
        var deviation = Math.Sqrt(squares / total * (1 + (1 / total)));
        return new LogNormalBelief(mean, Math.Clamp(deviation, SmallestDeviation, LargestDeviation));
    }

    /// <summary>The belief for one input.</summary>
    /// <param name="shift">What the input tells.</param>
    /// <param name="inputTokens">The prompt's length in tokens, not negative.</param>
    public LogNormalBelief On(LogShift shift, int inputTokens) =>
        shift.Tells ? new LogNormalBelief(Mean + shift.At(inputTokens), Math.Clamp(Deviation * (1 - shift.Narrowed), SmallestDeviation, LargestDeviation)) : this;

    /// <summary>The figure itself: the expectation <c>exp(μ + σ²/2)</c>, taken as the upper end where it lies above, and <c>exp(μ ± zσ)</c>.</summary>
    /// <param name="z">The normal quantile of the interval's upper end.</param>
    public Estimate Figure(double z)
    {
        var median = Math.Exp(Mean);
        var spread = Math.Exp(z * Deviation);
        var high = median * spread;
        return new Estimate(Math.Min(median * Math.Exp(Deviation * Deviation / 2), high), median / spread, high);
    }
}
