namespace Atomic.Core.WhatIf;

/// <summary>One measure over the decisions: what it was, what it would have been with the same winner, what was promised of it, and how much each counts.</summary>
internal sealed class MeasuredSample
{
    /// <summary>The sample of a measure.</summary>
    /// <param name="decisions">The decisions.</param>
    /// <param name="shares">How much each counts.</param>
    /// <param name="actual">What it was.</param>
    /// <param name="promised">The figure of a promise that it is compared with.</param>
    public MeasuredSample(IReadOnlyList<WeightedDecision> decisions, KnownShares shares, Func<WeightedDecision, double> actual, Func<PromisedFigures, double> promised)
    {
        var n = decisions.Count;
        (Share, TargetShare) = (shares.Then, shares.ByTarget);
        (Actual, TargetActual, Weight) = (new double[n], new double[n], new double[n]);
        (Promised, TargetPromised, PromisedThen, PromisedByTarget) = (new double[n], new double[n], new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            var decision = decisions[i];
            Actual[i] = Share[i] > 0 ? actual(decision) : 0;
            Weight[i] = decision.Weight;
            Promised[i] = promised(decision.Promised);
            PromisedThen[i] = promised(decision.PromisedThen);
            PromisedByTarget[i] = promised(decision.PromisedByTarget);

            // Where nothing is awarded, what is promised of that is what comes of it.
            (TargetActual[i], TargetPromised[i]) = decision.IsRefused ? (PromisedByTarget[i], PromisedByTarget[i]) : (Actual[i], Promised[i]);
        }
    }

    /// <summary>How many decisions there are.</summary>
    public int Count => Actual.Length;

    /// <summary>y: what it was; 0 where that does not count.</summary>
    public double[] Actual { get; }

    /// <summary>v: how many microtasks of its like the decision stands for, on average 1; 0 where the measure is not known.</summary>
    public double[] Share { get; }

    /// <summary>What it would have been under the target policy, had the same bid won.</summary>
    public double[] TargetActual { get; }

    /// <summary>How many microtasks the decision stands for under the target policy, on average 1.</summary>
    public double[] TargetShare { get; }

    /// <summary>w: the target's probability of what was awarded divided by the logged one.</summary>
    public double[] Weight { get; }

    /// <summary>q: what the winner had promised.</summary>
    public double[] Promised { get; }

    /// <summary>What is promised under the target policy, had the same bid won.</summary>
    public double[] TargetPromised { get; }

    /// <summary>What was promised under the policy of then, over its draw.</summary>
    public double[] PromisedThen { get; }

    /// <summary>What is promised under the target policy, over its draw.</summary>
    public double[] PromisedByTarget { get; }
}
