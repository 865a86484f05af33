namespace Atomic.Core.WhatIf;

/// <summary>
/// An estimate of a mean with the influence of each microtask on it: to first order the estimate is the true value plus the mean of these, so that
/// sums, differences and multiples of estimates have theirs, and the standard error is that of a mean.
/// </summary>
/// <param name="Value">The estimate.</param>
/// <param name="Influence">By microtask; they sum to 0.</param>
/// <param name="LeastVariance">What the variance counts for at least: that nothing varied in a small sample of yes and no does not prove that nothing can.</param>
internal sealed record Estimation(double Value, double[] Influence, double LeastVariance = 0)
{
    /// <summary>This estimate and a multiple of another over the same microtasks.</summary>
    /// <param name="factor">The multiple.</param>
    /// <param name="other">The other.</param>
    public Estimation Plus(double factor, Estimation other)
    {
        var influence = new double[Influence.Length];
        for (var i = 0; i < influence.Length; i++) influence[i] = Influence[i] + (factor * other.Influence[i]);
        return new Estimation(Value + (factor * other.Value), influence, LeastVariance + (factor * factor * other.LeastVariance));
    }

    /// <summary>That many times this estimate.</summary>
    /// <param name="factor">How many times.</param>
    public Estimation Times(double factor)
    {
        var influence = new double[Influence.Length];
        for (var i = 0; i < influence.Length; i++) influence[i] = factor * Influence[i];
        return new Estimation(factor * Value, influence, factor * factor * LeastVariance);
    }

    /// <summary>How much larger this estimate is than another over the same microtasks; what both have in common cancels.</summary>
    /// <param name="other">The other.</param>
    /// <param name="leastVariance">What the variance of the difference counts for at least.</param>
    public Estimation Minus(Estimation other, double leastVariance) => Plus(-1, other) with { LeastVariance = leastVariance };

    /// <summary>The 95% interval: Student's t, with as many degrees of freedom as there are microtasks that the estimate in effect rests on, less one.</summary>
    /// <param name="effective">The effective sample size.</param>
    public ConfidenceInterval Interval(double effective)
    {
        var n = Influence.Length;
        if (n < 2) return new ConfidenceInterval(Value);
        var squares = 0d;
        for (var i = 0; i < n; i++) squares += Influence[i] * Influence[i];
        var variance = Math.Max(squares / n / (n - 1), LeastVariance);
        var half = StudentQuantile.P975(effective - 1) * Math.Sqrt(variance);
        return new ConfidenceInterval(Value, Value - half, Value + half);
    }
}
