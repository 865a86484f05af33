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

    /// <summary>The variance.</summary>
    public double Variance => Mean * (1 - Mean) / (Good + Bad + 1);

    /// <summary>A prior with what was observed.</summary>
    /// <param name="quality">The prior's probability, 0 to 1; taken as 0.001 to 0.999.</param>
    /// <param name="weight">How many observations the prior counts for; above 0.</param>
    /// <param name="observed">What was observed.</param>
    public static BetaBelief Of(double quality, double weight, DecayedCounts observed)
    {
        var prior = Math.Clamp(quality, 1 - SurestPrior, SurestPrior);
        return new BetaBelief((prior * weight) + observed.Good, ((1 - prior) * weight) + observed.Bad);
    }

    /// <summary>
    /// The probability that two independent things both hold, with its two-sided 90% interval. The product's first two moments are exact;
    /// <c>n = p(1 − p) / variance</c> is the number of trials that would leave as much uncertainty, and the interval is Wilson's score
    /// interval of p with that n (Wilson, JASA 22 (1927) 209-212; Brown, Cai and DasGupta, Statistical Science 16 (2001), equation 4).
    /// It always contains p and stays within 0 and 1.
    /// </summary>
    /// <param name="other">The other belief.</param>
    public Estimate Both(BetaBelief other)
    {
        var mean = Mean * other.Mean;
        var square = (Variance + (Mean * Mean)) * (other.Variance + (other.Mean * other.Mean));
        var variance = square - (mean * mean);
        var trials = mean * (1 - mean) / variance;

        const double Z = NormalQuantile.P95;
        var centre = (mean + (Z * Z / (2 * trials))) / (1 + (Z * Z / trials));
        var half = Z / (1 + (Z * Z / trials)) * Math.Sqrt((mean * (1 - mean) / trials) + (Z * Z / (4 * trials * trials)));

        // The formula keeps the order; rounding at the very ends might not.
        return new Estimate(mean, Math.Clamp(centre - half, 0, mean), Math.Clamp(centre + half, mean, 1));
    }
}
