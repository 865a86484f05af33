using Atomic.Core.Errors;
using Atomic.LocalHost.History;
using Atomic.Orchestration.Durable;

namespace Atomic.LocalHost.Engine;

/// <summary>
/// Feeds recorded history to a run, event by event, in the order in which the events were handled, and holds the code to it: before each event, what
/// the code asks for and what history says it asked for must be the same.
/// </summary>
internal static class Replayer
{
    /// <summary>Replays.</summary>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.NonDeterministic"/> where code and history differ.</exception>
    public static void Run(Execution execution, List<HistoryEvent> events)
    {
        execution.Replay = new Replay(events);
        foreach (var recorded in events)
        {
            if (IsAction(recorded.Type))
                RequireAsked(execution, recorded);
            else
                RequireNothingNew(execution);
            execution.Now = recorded.At;
            Feed(execution, recorded);
            if (execution.Defect is { } defect)
                throw defect;
        }

        execution.Replay = null;
    }

    private static bool IsAction(HistoryEventType type) => type is HistoryEventType.TaskScheduled
        or HistoryEventType.TimerCreated or HistoryEventType.SubOrchestrationScheduled or HistoryEventType.TimerCancelled;

    private static void RequireAsked(Execution execution, HistoryEvent recorded)
    {
        var asked = recorded.Type == HistoryEventType.TimerCancelled
            ? execution.Find(recorded.TaskId) is null
            : recorded.TaskId < execution.TaskCount;
        if (!asked)
            throw ActionText.NotAsked(recorded.TaskId, ActionText.Of(recorded.Type, recorded.Name));
    }

    private static void RequireNothingNew(Execution execution)
    {
        if (execution.Asked.Count > 0)
        {
            var first = execution.Asked[0];
            throw ActionText.NotRecorded(first.Action.TaskId, ActionText.Of(first.Event, first.Action.Name));
        }
    }

    private static void Feed(Execution execution, HistoryEvent recorded)
    {
        switch (recorded.Type)
        {
            case HistoryEventType.ExecutionStarted or HistoryEventType.ContinuedAsNew:
                execution.Begin();
                break;
            case HistoryEventType.TaskCompleted or HistoryEventType.TimerFired or HistoryEventType.SubOrchestrationCompleted:
                execution.Run(static end => end.Action.Complete(end.Payload.Span), (Action: Ended(execution, recorded), recorded.Payload));
                break;
            case HistoryEventType.TaskFailed or HistoryEventType.SubOrchestrationFailed:
                execution.Run(static end => end.Action.Fail(JsonScratch.ReadText(end.Payload.Span)), (Action: Ended(execution, recorded), recorded.Payload));
                break;
            case HistoryEventType.EventRaised:
                execution.Run(static raised => raised.Inbox.Raise(raised.Name, raised.Payload), (execution.Inbox, Name: recorded.Name ?? "", recorded.Payload));
                break;
        }
    }

    private static PendingAction Ended(Execution execution, HistoryEvent recorded) =>
        execution.Take(recorded.TaskId) ?? throw ActionText.NotAsked(recorded.TaskId, ActionText.Of(recorded.Type, recorded.Name));
}
