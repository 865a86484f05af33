using System.Globalization;
using System.Text;
using System.Text.Json;
using Atomic.Functions.Journals;
using Atomic.Orchestration.Durable;
using DurableTask.Core.History;
using CoreEvent = DurableTask.Core.History.HistoryEvent;
using CoreStatus = DurableTask.Core.OrchestrationStatus;
using HistoryEvent = Atomic.Orchestration.Durable.HistoryEvent;

namespace Atomic.Functions.Clients;

/// <summary>
/// Tells the history that a backend keeps in the house's own terms. Actions are numbered as Durable Task numbers them: in the order in which the code
/// asked, the timers and repetitions of retries counted in. What the host does for itself is left out.
/// </summary>
internal static class BackendHistory
{
    /// <summary>The events.</summary>
    /// <param name="events">What the backend has, in order.</param>
    public static List<HistoryEvent> Of(IEnumerable<CoreEvent> events) => [.. events.Select(Translate).OfType<HistoryEvent>()];

    private static HistoryEvent? Translate(CoreEvent entry) => entry switch
    {
        ExecutionStartedEvent start => Event(entry, HistoryEventType.ExecutionStarted, -1, start.Name, Json(start.Input)),
        TaskScheduledEvent task => Event(entry, HistoryEventType.TaskScheduled, task.EventId, task.Name, []),
        TaskCompletedEvent task => Event(entry, HistoryEventType.TaskCompleted, task.TaskScheduledId, null, Json(task.Result)),
        TaskFailedEvent task => Event(
            entry, HistoryEventType.TaskFailed, task.TaskScheduledId, null, JournalHistory.JsonText(task.FailureDetails?.ErrorMessage ?? task.Reason ?? "")),
        SubOrchestrationInstanceCreatedEvent child => Event(
            entry, HistoryEventType.SubOrchestrationScheduled, child.EventId, child.Name, JournalHistory.JsonText(child.InstanceId ?? "")),
        SubOrchestrationInstanceCompletedEvent child => Event(
            entry, HistoryEventType.SubOrchestrationCompleted, child.TaskScheduledId, null, Output(child.Result)),
        SubOrchestrationInstanceFailedEvent child => Event(
            entry, HistoryEventType.SubOrchestrationFailed, child.TaskScheduledId, null, JournalHistory.JsonText(child.FailureDetails?.ErrorMessage ?? child.Reason ?? "")),
        TimerCreatedEvent timer => Event(
            entry, HistoryEventType.TimerCreated, timer.EventId, null, JournalHistory.JsonText(Utc(timer.FireAt).ToString("O", CultureInfo.InvariantCulture))),
        TimerFiredEvent timer => Event(entry, HistoryEventType.TimerFired, timer.TimerId, null, []),
        EventRaisedEvent raised => Event(entry, HistoryEventType.EventRaised, -1, raised.Name, Json(raised.Input)),
        ExecutionCompletedEvent end => End(end),
        _ => null,
    };

    private static HistoryEvent? End(ExecutionCompletedEvent end) => end.OrchestrationStatus switch
    {
        CoreStatus.Completed => Event(end, HistoryEventType.ExecutionCompleted, -1, null, Output(end.Result)),
        CoreStatus.Failed => Event(
            end, HistoryEventType.ExecutionFailed, -1, null, JournalHistory.JsonText(end.FailureDetails?.ErrorMessage ?? Snapshots.PlainText(end.Result) ?? "")),
        CoreStatus.Terminated => Event(
            end, HistoryEventType.ExecutionTerminated, -1, null, JournalHistory.JsonText(Snapshots.PlainText(end.Result) ?? "")),
        _ => null,
    };

    private static HistoryEvent Event(CoreEvent entry, HistoryEventType type, int taskId, string? name, byte[] payload) =>
        new(type, Utc(entry.Timestamp), taskId, name, payload);

    private static DateTimeOffset Utc(DateTime time) => new(time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc));

    private static byte[] Json(string? json) => Encoding.UTF8.GetBytes(json is { Length: > 0 } ? json : "null");

    private static byte[] Output(string? json) => json is { Length: > 0 } && JsonSerializer.Deserialize(json, JournalJson.Default.OutputEnvelope) is { } envelope
        ? Encoding.UTF8.GetBytes(envelope.Output.GetRawText())
        : Json(null);
}
