using Atomic.Core.Microtasks;

namespace Atomic.Orchestration.Microtasks;

/// <summary>The labels under which orchestrations are listed by the microtask's status; the same words as on the wire.</summary>
public static class MicrotaskStatusLabels
{
    /// <summary>The label of a status.</summary>
    /// <param name="status">The status.</param>
    public static string Of(MicrotaskStatus status) => status switch
    {
        MicrotaskStatus.Running => "running",
        MicrotaskStatus.Succeeded => "succeeded",
        MicrotaskStatus.Failed => "failed",
        MicrotaskStatus.NoAward => "no-award",
        MicrotaskStatus.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a status."),
    };
}
