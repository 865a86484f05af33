using Atomic.Core.Errors;

namespace Atomic.Orchestration.Durable;

/// <summary>What awaiting an activity throws into orchestrator code once every retry has failed; the same on replay.</summary>
/// <param name="activity">The activity's name.</param>
/// <param name="reason">The message of its last exception.</param>
public sealed class ActivityFailedException(string activity, string reason)
    : AtomicException(ErrorCodes.Internal, $"Activity {activity} failed: {reason}")
{
    /// <summary>The activity's name.</summary>
    public string Activity { get; } = activity;

    /// <summary>The message of its last exception.</summary>
    public string Reason { get; } = reason;
}
