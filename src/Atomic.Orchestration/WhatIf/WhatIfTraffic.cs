namespace Atomic.Orchestration.WhatIf;

/// <summary>The traffic that a what-if was read from.</summary>
public sealed record WhatIfTraffic
{
    /// <summary>Microtasks read.</summary>
    public required int Read { get; init; }

    /// <summary>Of these, still at work.</summary>
    public required int Running { get; init; }

    /// <summary>Of these, cancelled by their caller, which says nothing of a policy.</summary>
    public required int Cancelled { get; init; }

    /// <summary>Of these, ended by a failure of the house, or without bids and award in their history.</summary>
    public required int Broken { get; init; }

    /// <summary>Of these, microtasks of the house's own judges, which have a policy of their own.</summary>
    public required int Judges { get; init; }

    /// <summary>When the oldest of them was accepted; null where there is none.</summary>
    public DateTimeOffset? Oldest { get; init; }

    /// <summary>When the newest of them was accepted; null where there is none.</summary>
    public DateTimeOffset? Newest { get; init; }

    /// <summary>Why there may be more that was not read, <c>top</c> or <c>time</c>; null where all was.</summary>
    public string? StoppedBy { get; init; }

    /// <summary>As many were read as were asked for.</summary>
    public const string StoppedByTop = "top";

    /// <summary>Reading took as long as it may.</summary>
    public const string StoppedByTime = "time";
}
