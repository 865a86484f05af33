using System.Runtime.InteropServices;
using Atomic.Core.Bids;

namespace Atomic.Core.Learning;

/// <summary>What is believed of a probability: a Beta distribution by its two counts.</summary>
/// <param name="Good">α: weight of good outcomes, the prior's included; above 0.</param>
/// <param name="Bad">β: weight of bad outcomes, the prior's included; above 0.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct BetaBelief(double Good, double Bad)
{
    // A prior that is certain could never learn.
    private const double SurestPrior = 0.999;

    /// <summary>The expectation, above 0 and below 1.</summary>
    public double Mean => Good / (Good + Bad);

    /// <summary>n: the trials that would leave as much uncertainty; the belief's variance is <c>p(1 − p) / n</c>.</summary>
    public double Trials => Good + Bad + 1;

    /// <summary>A prior with what was observed.</summary>
    /// <param name="quality">The prior's probability, 0 to 1; taken as 0.001 to 0.999.</param>
    /// <param name="weight">How many observations the prior counts for; above 0.</param>
    /// <param name="observed">What was observed.</param>
    public static BetaBelief Of(double quality, double weight, DecayedCounts observed)
    {
        var prior = Math.Clamp(quality, 1 - SurestPrior, SurestPrior);
        return new BetaBelief((prior * weight) + observed.Good, ((1 - prior) * weight) + observed.Bad);
    }

    /// <summary>A probability's odds; probabilities are taken as 0.001 to 0.999.</summary>
    /// <param name="probability">The probability.</param>
    public static double Odds(double probability)
    {
        var bounded = Math.Clamp(probability, 1 - SurestPrior, SurestPrior);
        return bounded / (1 - bounded);
    }

    /// <summary>The belief with other odds and as much weight; by the four operations alone, so that it comes out the same on any machine.</summary>
    /// <param name="ratio">What the odds are multiplied by; above 0.</param>
    public BetaBelief WithOddsTimes(double ratio)
    {
        var total = Good + Bad;
        var odds = Good / Bad * ratio;
        var mean = Math.Clamp(odds / (1 + odds), 1 - SurestPrior, SurestPrior);
        return new BetaBelief(mean * total, (1 - mean) * total);
    }

    /// <summary>The expectation with its two-sided 90% interval by <see cref="WilsonInterval"/>. It always contains p and stays within 0 and 1.</summary>
    public Estimate Interval()
    {
        var mean = Mean;
        var (low, high) = WilsonInterval.Of(mean, Trials);

        // The formula keeps the order; rounding at the very ends might not.
        return new Estimate(mean, Math.Clamp(low, 0, mean), Math.Clamp(high, mean, 1));
    }

    /// <summary>
    /// The probability that two independent things both hold, with its two-sided 90% interval. The expectation is exact.
    /// The lower end, which hard limits are checked against, is as far from it as first-order error propagation takes the two lower ends,
    /// whose distances stand for the deviations (Zou and Donner, Statistics in Medicine 27 (2008) 1693-1702), and no lower than their
    /// product. Unlike that of one Beta distribution matched to the product's moments it never falls when either belief gains a good
    /// outcome: it is <c>p₁p₂·(1 − √((1 − l₁/p₁)² + (1 − l₂/p₂)²))</c>, and Wilson's <c>l/p</c> grows with both p and n.
    /// The upper end is the product of the two upper ends, which is cautious: it only tells beyond doubt who is worse.
    /// </summary>
    /// <param name="other">The other belief.</param>
    public Estimate Both(BetaBelief other)
    {
        var one = Interval();
        var two = other.Interval();
        var mean = one.Expected * two.Expected;
        var fromOne = two.Expected * (one.Expected - one.Low);
        var fromTwo = one.Expected * (two.Expected - two.Low);
        var low = mean - Math.Sqrt((fromOne * fromOne) + (fromTwo * fromTwo));
        return new Estimate(mean, Math.Max(low, one.Low * two.Low), one.High * two.High);
    }

    /// <summary>The probability that three independent things all hold, with its two-sided 90% interval: as for two, with a third term below the root.</summary>
    /// <param name="second">The second belief.</param>
    /// <param name="third">The third belief.</param>
    public Estimate All(BetaBelief second, BetaBelief third)
    {
        var (one, two, three) = (Interval(), second.Interval(), third.Interval());
        var mean = one.Expected * two.Expected * three.Expected;
        var low = mean * (1 - Math.Sqrt(SquaredDistance(one) + SquaredDistance(two) + SquaredDistance(three)));
        return new Estimate(mean, Math.Max(low, one.Low * two.Low * three.Low), one.High * two.High * three.High);
    }

    private static double SquaredDistance(Estimate estimate)
    {
        var distance = 1 - (estimate.Low / estimate.Expected);
        return distance * distance;
    }
}
