namespace Atomic.Core.WhatIf;

/// <summary>A decision as the estimates need it; kept for each, so it is small.</summary>
internal sealed record WeightedDecision
{
    /// <summary>The microtask's id: sums go in its order, so that they do not depend on the order of reading.</summary>
    public required string MicrotaskId { get; init; }

    /// <summary>The id of the bid that won.</summary>
    public required string WinnerId { get; init; }

    /// <summary>
    /// Whether no bid is eligible under the target policy where one won. What comes of that is known without any log: nothing is spent and nothing answered, so that
    /// the decision stands for itself with this outcome.
    /// </summary>
    public required bool IsRefused { get; init; }

    /// <summary>w: the target's probability of that bid divided by the logged one; 1 where it awards nothing.</summary>
    public required double Weight { get; init; }

    /// <summary>Σ t²/l over the bids that the log could have awarded: what w² is to be on average, whoever was drawn.</summary>
    public required double ExpectedSquare { get; init; }

    /// <summary>The target's probability, 0 to 1, of bids that the log gave none.</summary>
    public required double Unsupported { get; init; }

    /// <summary>Whether the decision would have gone another way behind the same winner, see <see cref="SameCourse"/>.</summary>
    public required bool IsOtherCourse { get; init; }

    /// <summary>What came of it.</summary>
    public required DecisionOutcome Outcome { get; init; }

    /// <summary>What the winner had promised.</summary>
    public required PromisedFigures Promised { get; init; }

    /// <summary>What was promised under the policy of then, over its draw.</summary>
    public required PromisedFigures PromisedThen { get; init; }

    /// <summary>What is promised under the target policy, over its draw.</summary>
    public required PromisedFigures PromisedByTarget { get; init; }
}
