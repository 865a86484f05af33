using System.Runtime.InteropServices;

namespace Atomic.Core.Learning;

/// <summary>
/// What the success probabilities of bidders imply of their answers together. Independence would be optimistic: what is hard for one is often hard
/// for all, and models that err often err alike (Kim et al., arXiv 2506.07962: the same wrong answer in about 60% of common errors). So with
/// probability <see cref="Share"/> the difficulty of a microtask alone decides, and whoever is right more often is right wherever another is;
/// otherwise the bidders are right independently of each other: <c>P(both right) = (1 − s)·p·q + s·min(p, q)</c>, the mixture of the
/// independence and the comonotone copula (Fréchet 1951; Nelsen, An Introduction to Copulas, 2nd edition, section 2.2). Two wrong answers
/// are equal with probability <see cref="SameMistake"/>. Closed form, for any number of bidders, by the four operations alone.
/// </summary>
/// <param name="Share">s: 0 (independent) to 1 (difficulty alone decides).</param>
/// <param name="SameMistake">The probability that two wrong outputs are equal, 0 to 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SharedDifficulty(double Share, double SameMistake)
{
    // Below it a conditional probability has nothing to stand on.
    private const double SmallestCondition = 1e-9;

    /// <summary>What is believed of a kind before any pair was observed: correlated half way, and every other common error the same.</summary>
    public static SharedDifficulty Prior { get; } = new(0.5, 0.5);

    /// <summary>The probability that both are right.</summary>
    /// <param name="p">One's probability to be right.</param>
    /// <param name="q">The other's.</param>
    public double BothRight(double p, double q) => ((1 - Share) * p * q) + (Share * Math.Min(p, q));

    /// <summary>The probability that both give the same output.</summary>
    /// <param name="p">One's probability to be right.</param>
    /// <param name="q">The other's.</param>
    public double Agree(double p, double q) => BothRight(p, q) + (SameMistake * BothWrong(p, q));

    /// <summary>The probability that the output that both give is right.</summary>
    /// <param name="p">One's probability to be right.</param>
    /// <param name="q">The other's.</param>
    public double RightTogether(double p, double q)
    {
        var agree = Agree(p, q);
        return agree > SmallestCondition ? Math.Min(BothRight(p, q) / agree, 1) : Math.Min(p, q);
    }

    /// <summary>The probability that a third is right where two give different outputs.</summary>
    /// <param name="p">One's probability to be right.</param>
    /// <param name="q">The other's.</param>
    /// <param name="third">The third's.</param>
    public double RightApart(double p, double q, double third)
    {
        var apart = 1 - Agree(p, q);
        if (apart <= SmallestCondition) return third;

        // One of the two right and the other wrong; or both wrong, and differently.
        var independent = third * ((p * (1 - q)) + (q * (1 - p)) + ((1 - SameMistake) * (1 - p) * (1 - q)));
        var decided = Math.Max(0, Math.Min(p, third) - q) + Math.Max(0, Math.Min(q, third) - p)
            + ((1 - SameMistake) * Math.Max(0, third - Math.Max(p, q)));
        return Math.Clamp((((1 - Share) * independent) + (Share * decided)) / apart, 0, 1);
    }

    /// <summary>The probability that both are wrong.</summary>
    /// <param name="p">One's probability to be right.</param>
    /// <param name="q">The other's.</param>
    public double BothWrong(double p, double q) => Math.Max(0, 1 - p - q + BothRight(p, q));
}
