using Atomic.Core.Bids;
using Atomic.Core.Decisions;

namespace Atomic.Core.Learning;

/// <summary>One thing that was observed of one bidder for one kind.</summary>
public sealed record Observation
{
    /// <summary>Whom it is about.</summary>
    public required string BidderId { get; init; }

    /// <summary>How an attempt ended; null where this is a judgement alone.</summary>
    public AttemptOutcome? Outcome { get; init; }

    /// <summary>The shape of the output schema that the answer was held to; null where there was none, or this is a judgement alone.</summary>
    public string? SchemaShape { get; init; }

    /// <summary>The attempt's latency in seconds; null where none was measured.</summary>
    public double? LatencySeconds { get; init; }

    /// <summary>The attempt's output tokens; null where none were reported.</summary>
    public int? OutputTokens { get; init; }

    /// <summary>The attempt's cost in USD.</summary>
    public double CostUsd { get; init; }

    /// <summary>How right the answer was, 0 to 1; null where it was not judged.</summary>
    public double? Score { get; init; }

    /// <summary>The weight of <see cref="Score"/>, 0 to 1: 1 for explicit feedback.</summary>
    public double Trust { get; init; } = 1;

    /// <summary>
    /// Where the score is known only because the answer was right, a pair of the plan: the score weighs as its <see cref="PairRecord.LabelledShare"/>
    /// says. Null where it is known whatever the verdict.
    /// </summary>
    public BidderPair? IfLabelled { get; init; }

    /// <summary>
    /// What the bidder had promised for the answer that <see cref="Score"/> judges: the probability, 0 to 1, that a valid answer is right, see
    /// <see cref="Calibration.Promise"/>. Null where its bid is not known.
    /// </summary>
    public double? Promised { get; init; }

    /// <summary>What the bidder had bid that the attempt costs, in USD; null where that is not known, or is not what the attempt can be held to.</summary>
    public Estimate? PromisedCostUsd { get; init; }

    /// <summary>What the bidder had bid that the attempt takes, in seconds; null where that is not known, or is not what the attempt can be held to.</summary>
    public Estimate? PromisedLatencySeconds { get; init; }
}
