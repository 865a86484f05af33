using Atomic.LocalHost.History;
using Atomic.LocalHost.Recovery;
using Atomic.Orchestration.Durable;

namespace Atomic.LocalHost.Engine;

/// <summary>Another orchestration that orchestrator code asked for.</summary>
internal abstract class SubOrchestrationCall(Execution execution, int taskId, string name, string childId)
    : PendingAction(execution, taskId, HistoryEventType.SubOrchestrationScheduled, name)
{
    /// <summary>The other's instance id.</summary>
    public string ChildId { get; } = childId;

    /// <summary>Starts the other, or finds it as it was left; called once the asking is in the queue of the database.</summary>
    public abstract Task BeginAsync(InstanceTable instances);

    /// <summary>To whom the other answers.</summary>
    protected ParentLink Link => new(Execution.Instance.Id, Execution.Number, TaskId);

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> ScheduledPayload() => JsonScratch.WriteText(ChildId);
}
