namespace Atomic.Core.WhatIf;

/// <summary>One measure, per microtask: what it was, and what it would have been. What cannot be told is null.</summary>
public sealed record MeasureReport
{
    /// <summary>What it was under the policies of then; null where that is not known of any microtask.</summary>
    public ConfidenceInterval? Was { get; init; }

    /// <summary>What it would have been, doubly robust: the figure to go by. Null where the overlap does not tell.</summary>
    public PolicyEstimate? DoublyRobust { get; init; }

    /// <summary>The same by inverse propensities alone, which trust no promise of a bid. Null where the overlap does not tell.</summary>
    public PolicyEstimate? InversePropensity { get; init; }

    /// <summary>The same by inverse propensities, self-normalised. Null where the overlap does not tell.</summary>
    public PolicyEstimate? SelfNormalised { get; init; }
}
