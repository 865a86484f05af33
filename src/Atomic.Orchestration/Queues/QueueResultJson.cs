using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Atomic.Orchestration.Service;

namespace Atomic.Orchestration.Queues;

/// <summary>
/// Writes result messages: a microtask as <c>GET /api/microtasks/{id}</c> has it, or the problem for which there is none, each with <c>messageId</c>
/// and the submitter's <c>correlationId</c>.
/// </summary>
public static class QueueResultJson
{
    /// <summary>Bytes of a result in UTF-8 at most: what fits into the queue's 64 KiB in Base64.</summary>
    public const int MaxBytes = 48 * 1024;

    /// <summary>The status of a result without a microtask.</summary>
    public const string PoisonedStatus = "poisoned";

    private const int MaxDetailLength = 1_000;

    // A message is JSON and never part of a page, so that letters beyond ASCII need no escapes.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The result of a microtask that has ended. Where its answer is too large for the queue, it stays out and the link leads to it.</summary>
    /// <param name="job">The message.</param>
    /// <param name="correlationId">The submitter's own id; null: none.</param>
    /// <param name="view">The microtask.</param>
    public static string Of(QueueJob job, string? correlationId, MicrotaskView view)
    {
        var whole = Write(job, correlationId, view, static (writer, view) => MicrotaskJson.WriteMembers(writer, view, pathBase: ""));
        if (whole.WrittenCount <= MaxBytes)
            return Encoding.UTF8.GetString(whole.WrittenSpan);
        var without = view with { Output = null, Detail = view.Detail is { Length: > MaxDetailLength } detail ? detail[..MaxDetailLength] : view.Detail };
        var rest = Write(job, correlationId, without, static (writer, view) =>
        {
            MicrotaskJson.WriteMembers(writer, view, pathBase: "");
            writer.WriteBoolean("outputTooLarge"u8, true);
        });
        return Encoding.UTF8.GetString(rest.WrittenSpan);
    }

    /// <summary>The result of a message that was given up.</summary>
    /// <param name="job">The message.</param>
    /// <param name="correlationId">The submitter's own id; null: none.</param>
    /// <param name="problem">Why.</param>
    public static string Of(QueueJob job, string? correlationId, Problem problem)
    {
        var result = Write(job, correlationId, problem, static (writer, problem) =>
        {
            writer.WriteString("status"u8, PoisonedStatus);
            writer.WriteStartObject("problem"u8);
            writer.WriteString("type"u8, $"{Problem.TypePrefix}{problem.Code}");
            writer.WriteString("detail"u8, problem.Detail);
            if (problem.Pointer is not null)
                writer.WriteString("pointer"u8, problem.Pointer);
            writer.WriteEndObject();
        });
        return Encoding.UTF8.GetString(result.WrittenSpan);
    }

    private static ArrayBufferWriter<byte> Write<TState>(QueueJob job, string? correlationId, TState state, Action<Utf8JsonWriter, TState> writeMembers)
    {
        var buffer = new ArrayBufferWriter<byte>(1_024);
        using var writer = new Utf8JsonWriter(buffer, Options);
        writer.WriteStartObject();
        writeMembers(writer, state);
        writer.WriteString("messageId"u8, job.Id);
        writer.WriteString("correlationId"u8, correlationId);
        writer.WriteEndObject();
        writer.Flush();
        return buffer;
    }
}
