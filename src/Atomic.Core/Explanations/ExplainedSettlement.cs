namespace Atomic.Core.Explanations;

/// <summary>Bid against actual, for the whole microtask.</summary>
public sealed record ExplainedSettlement
{
    /// <summary>What all attempts together cost, and the embedding of the input where there was one, in USD.</summary>
    public double? CostUsd { get; init; }

    /// <summary>What had been reserved for that, in USD.</summary>
    public double? ReservedUsd { get; init; }

    /// <summary>The version of the kind's track record after it.</summary>
    public required long TrackRecordVersion { get; init; }

    /// <summary>The attempts, each against its bid.</summary>
    public required IReadOnlyList<ExplainedSettlementLine> Attempts { get; init; }
}
