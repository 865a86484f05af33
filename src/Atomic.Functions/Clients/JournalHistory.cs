using System.Text;
using System.Text.Json;
using Atomic.Functions.Journals;
using Atomic.Orchestration.Durable;
using Microsoft.DurableTask.Client;

namespace Atomic.Functions.Clients;

/// <summary>An instance's history out of what it has checkpointed itself: for backends that do not tell it.</summary>
internal static class JournalHistory
{
    /// <summary>The events.</summary>
    /// <param name="metadata">What Durable Task has, with inputs and outputs.</param>
    public static List<HistoryEvent> Of(OrchestrationMetadata metadata)
    {
        var status = Snapshots.StatusOf(metadata.RuntimeStatus);
        var output = status == OrchestrationStatus.Completed ? Snapshots.OutputEnvelopeOf(metadata) : null;
        var events = new List<HistoryEvent> { Start(metadata) };
        var journal = output?.Journal ?? Snapshots.StatusEnvelopeOf(metadata)?.Journal;
        foreach (var entry in journal is null ? [] : JournalText.Read(journal))
        {
            var payload = entry.Type == HistoryEventType.ExecutionCompleted ? output?.Output : entry.Payload;
            events.Add(new HistoryEvent(entry.Type, entry.At, entry.TaskId ?? -1, entry.Name, Bytes(payload)));
        }

        // The code sees neither how it fails nor that it is terminated.
        if (Snapshots.FailureOf(metadata, status) is { } failure)
        {
            var type = status == OrchestrationStatus.Failed ? HistoryEventType.ExecutionFailed : HistoryEventType.ExecutionTerminated;
            events.Add(new HistoryEvent(type, metadata.LastUpdatedAt, -1, null, JsonText(failure)));
        }

        return events;
    }

    /// <summary>The first event: the instance's start.</summary>
    /// <param name="metadata">What Durable Task has, with inputs.</param>
    public static HistoryEvent Start(OrchestrationMetadata metadata) =>
        new(HistoryEventType.ExecutionStarted, metadata.CreatedAt, -1, metadata.Name, Encoding.UTF8.GetBytes(metadata.SerializedInput ?? "null"));

    /// <summary>A text as JSON in UTF-8.</summary>
    /// <param name="text">The text.</param>
    public static byte[] JsonText(string text) => JsonSerializer.SerializeToUtf8Bytes(text, JournalJson.Default.String);

    private static byte[] Bytes(JsonElement? payload) => payload is { } json ? Encoding.UTF8.GetBytes(json.GetRawText()) : [];
}
