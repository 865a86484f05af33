namespace Atomic.Orchestration.Microtasks;

/// <summary>The external event by which a caller cancels.</summary>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record CancelRequest(string Reason)
{
    /// <summary>The event's name in durable history.</summary>
    public const string EventName = "Cancel";
}
