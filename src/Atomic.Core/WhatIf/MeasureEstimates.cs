namespace Atomic.Core.WhatIf;

/// <summary>The estimates of one measure, to be reported or added up.</summary>
/// <param name="Was">What it was.</param>
/// <param name="InversePropensity">By inverse propensities.</param>
/// <param name="SelfNormalised">The same, self-normalised.</param>
/// <param name="DoublyRobust">Doubly robust.</param>
/// <param name="Difference">The doubly robust difference.</param>
/// <param name="LeastVariance">What the variance of a difference counts for at least.</param>
internal sealed record MeasureEstimates(
    Estimation Was, Estimation InversePropensity, Estimation SelfNormalised, Estimation DoublyRobust, Estimation Difference, double LeastVariance = 0)
{
    /// <summary>The estimates of a measure.</summary>
    /// <param name="sample">The measure.</param>
    public static MeasureEstimates Of(MeasuredSample sample) => new(
        Estimators.Logged(sample),
        Estimators.InversePropensity(sample),
        Estimators.SelfNormalised(sample),
        Estimators.DoublyRobust(sample),
        Estimators.DoublyRobustDifference(sample));

    /// <summary>The same of a share of yes: where nothing varied, its variance counts as that of none in as many.</summary>
    /// <param name="sizeThen">How many microtasks tell what was.</param>
    /// <param name="effective">How many they are worth of the target's own.</param>
    public MeasureEstimates OfShare(double sizeThen, double effective)
    {
        var least = LeastOf(effective);
        return new(
            Was with { LeastVariance = LeastOf(sizeThen) },
            InversePropensity with { LeastVariance = least },
            SelfNormalised with { LeastVariance = least },
            DoublyRobust with { LeastVariance = least },
            Difference,
            least);
    }

    /// <summary>These estimates and a multiple of others.</summary>
    /// <param name="factor">The multiple.</param>
    /// <param name="other">The others.</param>
    public MeasureEstimates Plus(double factor, MeasureEstimates other) => new(
        Was.Plus(factor, other.Was),
        InversePropensity.Plus(factor, other.InversePropensity),
        SelfNormalised.Plus(factor, other.SelfNormalised),
        DoublyRobust.Plus(factor, other.DoublyRobust),
        Difference.Plus(factor, other.Difference),
        LeastVariance + (factor * factor * other.LeastVariance));

    /// <summary>That many times these estimates.</summary>
    /// <param name="factor">How many times.</param>
    public MeasureEstimates Times(double factor) => new(
        Was.Times(factor), InversePropensity.Times(factor), SelfNormalised.Times(factor), DoublyRobust.Times(factor), Difference.Times(factor), factor * factor * LeastVariance);

    /// <summary>These estimates where both policies are the same on every decision, so that there is nothing to estimate: what would have been is what was.</summary>
    public MeasureEstimates OfSamePolicy() => this with { DoublyRobust = Was, Difference = Was.Plus(-1, Was), LeastVariance = 0 };

    /// <summary>The report.</summary>
    /// <param name="isTold">Whether the overlap tells.</param>
    /// <param name="sizeThen">How many microtasks tell what was.</param>
    /// <param name="effective">How many they are worth of the target's own.</param>
    /// <param name="least">The least that the measure can be.</param>
    /// <param name="most">The most that it can be.</param>
    public MeasureReport Report(bool isTold, double sizeThen, double effective, double least, double most)
    {
        var was = Was.Interval(sizeThen).Within(least, most);
        if (!isTold) return new MeasureReport { Was = was };
        return new MeasureReport
        {
            Was = was,
            DoublyRobust = new PolicyEstimate(DoublyRobust.Interval(effective).Within(least, most), (Difference with { LeastVariance = LeastVariance }).Interval(effective)),
            InversePropensity = EstimateOf(InversePropensity),
            SelfNormalised = EstimateOf(SelfNormalised),
        };

        PolicyEstimate EstimateOf(Estimation target) =>
            new(target.Interval(effective).Within(least, most), target.Minus(Was, LeastVariance).Interval(effective));
    }

    // Agresti and Coull (The American Statistician 52 (1998) 119-126): two more of either kind, so that none among n has the variance of 2 among n + 4.
    private static double LeastOf(double size)
    {
        var share = 2 / (size + 4);
        return share * (1 - share) / (size + 4);
    }
}
