namespace Atomic.Core.WhatIf;

/// <summary>How many equally weighted microtasks an estimate is worth.</summary>
internal static class EffectiveSize
{
    /// <summary>(Σg)²/Σg² (Kish, Survey Sampling, 1965); 0 where there is no weight at all.</summary>
    /// <param name="count">How many weights.</param>
    /// <param name="weight">g.</param>
    public static double Kish(int count, Func<int, double> weight)
    {
        var (sum, squares) = (0d, 0d);
        for (var i = 0; i < count; i++)
        {
            var g = weight(i);
            sum += g;
            squares += g * g;
        }

        return squares > 0 ? sum * sum / squares : 0;
    }

    /// <summary>
    /// The lesser of Kish's size of the weights that were drawn, and the one that the propensities let expect: a draw that is rare and weighs much shows in the
    /// first only once it has happened, and then it is too late.
    /// </summary>
    /// <param name="decisions">The decisions.</param>
    /// <param name="shares">How much each counts, on average 1; 0 where its measure is not known.</param>
    public static double Of(IReadOnlyList<WeightedDecision> decisions, double[] shares)
    {
        var drawn = Kish(decisions.Count, i => decisions[i].Weight * shares[i]);
        var (mass, squares, known) = (0d, 0d, 0d);
        foreach (var decision in decisions)
        {
            mass += 1 - decision.Unsupported;
            squares += decision.ExpectedSquare;
        }

        known = decisions.Count > 0 ? Kish(decisions.Count, i => shares[i]) / decisions.Count : 0;
        return squares > 0 ? Math.Min(drawn, mass * mass / squares * known) : 0;
    }
}
