using Atomic.LocalHost.History;
using Atomic.Orchestration.Durable;

namespace Atomic.LocalHost.Engine;

/// <summary>A sub-orchestration has ended.</summary>
/// <param name="link">Which action it answers to.</param>
/// <param name="output">What it returned, as JSON; null where it failed.</param>
/// <param name="failure">Why it failed.</param>
internal sealed class ChildMessage(ParentLink link, ReadOnlyMemory<byte>? output, string? failure) : IInstanceMessage
{
    /// <inheritdoc/>
    public void Handle(Instance instance)
    {
        if (instance.HasEnded || instance.Execution is not { } execution || execution.Number != link.Execution)
            return;
        if (execution.Find(link.TaskId) is not SubOrchestrationCall call)
            return;
        execution.Take(link.TaskId);
        instance.Advance();
        if (output is { } json)
        {
            instance.EndAction(call, HistoryEventType.SubOrchestrationCompleted, json.Span, static (action, payload) => action.Complete(payload.Span), json);
        }
        else
        {
            var reason = failure ?? "it failed";
            instance.EndAction(call, HistoryEventType.SubOrchestrationFailed, JsonScratch.WriteText(reason), static (action, text) => action.Fail(text), reason);
        }
    }

    /// <inheritdoc/>
    public void Refuse(Exception reason)
    {
        // The other's end is durable, and is found after the restart.
    }
}
