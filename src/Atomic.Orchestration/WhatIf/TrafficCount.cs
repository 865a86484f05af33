using Atomic.Core.Microtasks;
using Atomic.Core.WhatIf;
using Atomic.Orchestration.Durable;

namespace Atomic.Orchestration.WhatIf;

/// <summary>Counts the traffic of one question while it is read.</summary>
internal sealed class TrafficCount
{
    private int _read;
    private int _running;
    private int _cancelled;
    private int _broken;
    private int _judges;
    private DateTimeOffset? _oldest;
    private DateTimeOffset? _newest;

    /// <summary>Counts a microtask.</summary>
    /// <param name="snapshot">What is durable of it.</param>
    /// <param name="status">How it ended, or that it runs; null where the house failed it.</param>
    /// <param name="isJudge">Whether it is a judge's own.</param>
    /// <param name="decision">The decision; null where history does not hold all of it, or it was not looked at.</param>
    public void Add(OrchestrationSnapshot snapshot, MicrotaskStatus? status, bool isJudge, LoggedDecision? decision)
    {
        _read++;
        _oldest = _oldest < snapshot.CreatedAt ? _oldest : snapshot.CreatedAt;
        _newest = _newest > snapshot.CreatedAt ? _newest : snapshot.CreatedAt;
        if (isJudge) _judges++;
        else if (status is MicrotaskStatus.Running) _running++;
        else if (status is MicrotaskStatus.Cancelled) _cancelled++;
        else if (decision is null) _broken++;
    }

    /// <summary>What was read.</summary>
    /// <param name="stoppedBy">Why there may be more; null: all was read.</param>
    public WhatIfTraffic Traffic(string? stoppedBy) => new()
    {
        Read = _read,
        Running = _running,
        Cancelled = _cancelled,
        Broken = _broken,
        Judges = _judges,
        Oldest = _oldest,
        Newest = _newest,
        StoppedBy = stoppedBy,
    };
}
