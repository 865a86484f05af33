using Atomic.Orchestration.Durable;

namespace Atomic.LocalHost.Engine;

/// <summary>Something that orchestrator code asked for and that has not ended.</summary>
/// <param name="execution">Whose code asked.</param>
/// <param name="taskId">Its number.</param>
/// <param name="scheduled">The event that records the asking.</param>
/// <param name="name">The activity's or orchestration's name; empty for a timer.</param>
internal abstract class PendingAction(Execution execution, int taskId, HistoryEventType scheduled, string name)
{
    /// <summary>Whose code asked.</summary>
    public Execution Execution { get; } = execution;

    /// <summary>Its number.</summary>
    public int TaskId { get; } = taskId;

    /// <summary>The event that records the asking.</summary>
    public HistoryEventType Scheduled { get; } = scheduled;

    /// <summary>The activity's or orchestration's name; empty for a timer.</summary>
    public string Name { get; } = name;

    /// <summary>The payload of the event that records the asking; valid until the thread writes other JSON.</summary>
    public virtual ReadOnlySpan<byte> ScheduledPayload() => default;

    /// <summary>Ends it with a recorded result.</summary>
    public abstract void Complete(ReadOnlySpan<byte> json);

    /// <summary>Ends it with a recorded failure.</summary>
    public abstract void Fail(string reason);

    /// <summary>For messages: <c>TaskScheduled 'Award'</c>.</summary>
    public string Describe() => ActionText.Of(Scheduled, Name);
}
