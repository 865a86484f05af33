namespace Atomic.Core.WhatIf;

/// <summary>
/// What a policy would have given, from what another gave: y is a measure, w = t(a)/l(a) the target's probability of what was awarded divided by the logged
/// one, q(a) what the winner had promised, and D_t and D_l what is promised over the draws of both policies. Each microtask counts v, which is 1 but for measures that are
/// known of some microtasks only. Where the target awards nothing, w is 1 and y what comes of nothing.
/// </summary>
internal static class Estimators
{
    /// <summary>What was: the mean of v·y.</summary>
    /// <param name="sample">The measure.</param>
    public static Estimation Logged(MeasuredSample sample)
    {
        var value = Mean(sample, i => sample.Share[i] * sample.Actual[i]);
        return new Estimation(value, Influence(sample, i => sample.Share[i] * (sample.Actual[i] - value)));
    }

    /// <summary>Inverse propensity score: the mean of v·w·y (Horvitz and Thompson, JASA 47 (1952) 663-685). Unbiased wherever the log could award what the target would.</summary>
    /// <param name="sample">The measure.</param>
    public static Estimation InversePropensity(MeasuredSample sample)
    {
        var value = Mean(sample, i => sample.TargetShare[i] * sample.Weight[i] * sample.TargetActual[i]);
        return new Estimation(value, Influence(sample, i => sample.TargetShare[i] * ((sample.Weight[i] * sample.TargetActual[i]) - value)));
    }

    /// <summary>
    /// The same divided by the mean of v·w (Swaminathan and Joachims, NIPS 2015): a little biased, and steadier. What is promised stands in where nothing that
    /// the target would award was drawn.
    /// </summary>
    /// <param name="sample">The measure.</param>
    public static Estimation SelfNormalised(MeasuredSample sample)
    {
        var mean = Mean(sample, i => sample.TargetShare[i] * sample.Weight[i]);
        if (!(mean > 0)) return new Estimation(Mean(sample, i => sample.PromisedByTarget[i]), new double[sample.Count]);
        var value = Mean(sample, i => sample.TargetShare[i] * sample.Weight[i] * sample.TargetActual[i]) / mean;
        return new Estimation(value, Influence(sample, i => sample.TargetShare[i] * sample.Weight[i] * (sample.TargetActual[i] - value) / mean));
    }

    /// <summary>
    /// Doubly robust: the mean of D_t + v·w·(y − q) (Dudik, Langford and Li, arXiv 1103.4601, equation 2). Right where the promises are, and right where the propensities
    /// are; the better the promises, the steadier.
    /// </summary>
    /// <param name="sample">The measure.</param>
    public static Estimation DoublyRobust(MeasuredSample sample)
    {
        var promised = Mean(sample, i => sample.PromisedByTarget[i]);
        var missed = Mean(sample, i => sample.TargetShare[i] * MissedByTarget(sample, i));
        return new Estimation(promised + missed, Influence(sample, i =>
            sample.PromisedByTarget[i] - promised + (sample.TargetShare[i] * (MissedByTarget(sample, i) - missed))));
    }

    /// <summary>
    /// How much more the target would give, doubly robust: the mean of D_t − D_l + v·w·(y − q) − v·(y − q), which is the doubly robust estimate of both policies,
    /// microtask by microtask, subtracted: what the draws of then had of luck is in neither. No difference at all where both policies are the same.
    /// </summary>
    /// <param name="sample">The measure.</param>
    public static Estimation DoublyRobustDifference(MeasuredSample sample)
    {
        var promised = Mean(sample, i => sample.PromisedByTarget[i] - sample.PromisedThen[i]);
        var missedByTarget = Mean(sample, i => sample.TargetShare[i] * MissedByTarget(sample, i));
        var missed = Mean(sample, i => sample.Share[i] * (sample.Actual[i] - sample.Promised[i]));
        return new Estimation(promised + (missedByTarget - missed), Influence(sample, i =>
            sample.PromisedByTarget[i] - sample.PromisedThen[i] - promised
            + ((sample.TargetShare[i] * (MissedByTarget(sample, i) - missedByTarget)) - (sample.Share[i] * (sample.Actual[i] - sample.Promised[i] - missed)))));
    }

    private static double MissedByTarget(MeasuredSample sample, int i) => sample.Weight[i] * (sample.TargetActual[i] - sample.TargetPromised[i]);

    private static double Mean(MeasuredSample sample, Func<int, double> term)
    {
        var sum = 0d;
        for (var i = 0; i < sample.Count; i++) sum += term(i);
        return sum / sample.Count;
    }

    private static double[] Influence(MeasuredSample sample, Func<int, double> of)
    {
        var influence = new double[sample.Count];
        for (var i = 0; i < influence.Length; i++) influence[i] = of(i);
        return influence;
    }
}
