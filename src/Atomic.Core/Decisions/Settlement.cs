namespace Atomic.Core.Decisions;

/// <summary>Bid against actual, for the whole microtask.</summary>
public sealed record Settlement
{
    /// <summary>What all attempts together cost, and the embedding of the input where there was one, in USD.</summary>
    public required double CostUsd { get; init; }

    /// <summary>What had been reserved for that, in USD.</summary>
    public required double ReservedUsd { get; init; }

    /// <summary>The attempts, each against its bid.</summary>
    public required IReadOnlyList<SettledAttempt> Attempts { get; init; }

    /// <summary>The version of the kind's track record after this settlement.</summary>
    public required long TrackRecordVersion { get; init; }
}
