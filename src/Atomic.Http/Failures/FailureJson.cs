using System.Text.Json;
using Atomic.Orchestration.Failures;

namespace Atomic.Http.Failures;

/// <summary>Writes failures. Members are always there, null where there is nothing.</summary>
internal static class FailureJson
{
    /// <summary>Writes a page.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="page">The page.</param>
    public static void Write(Utf8JsonWriter writer, FailurePage page)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("orchestrations"u8);
        foreach (var orchestration in page.Orchestrations) WriteOrchestration(writer, orchestration);
        writer.WriteEndArray();
        writer.WriteStartArray("messages"u8);
        foreach (var message in page.Messages) WriteMessage(writer, message);
        writer.WriteEndArray();
        writer.WriteString("continuation"u8, page.Continuation);
        writer.WriteEndObject();
    }

    /// <summary>Writes a message that was given up.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="message">The message.</param>
    public static void WriteMessage(Utf8JsonWriter writer, FailedMessage message)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, message.Id);
        writer.WriteString("queue"u8, message.Queue);
        writer.WriteString("reason"u8, message.Reason);
        writer.WriteNumber("tries"u8, message.Tries);
        writer.WriteString("givenUpAt"u8, message.GivenUpAt);
        writer.WriteNumber("bytes"u8, message.Bytes);
        writer.WriteEndObject();
    }

    private static void WriteOrchestration(Utf8JsonWriter writer, FailedOrchestration orchestration)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, orchestration.Id);
        writer.WriteString("tenant"u8, orchestration.Tenant);
        writer.WriteString("kind"u8, orchestration.Kind);
        writer.WriteString("reason"u8, orchestration.Reason);
        writer.WriteString("startedAt"u8, orchestration.StartedAt);
        writer.WriteString("endedAt"u8, orchestration.EndedAt);
        writer.WriteEndObject();
    }
}
