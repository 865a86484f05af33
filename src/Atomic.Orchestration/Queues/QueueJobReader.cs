using System.Text;
using System.Text.Json;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Submissions;

namespace Atomic.Orchestration.Queues;

/// <summary>
/// Reads a message: the body of <c>POST /api/microtasks</c> with two members more, <c>idempotencyKey</c> and <c>correlationId</c>, which travel in
/// headers or not at all over HTTP. As strict as there.
/// </summary>
internal static class QueueJobReader
{
    /// <summary>Bytes of <c>correlationId</c>, in UTF-8.</summary>
    public const int MaxCorrelationIdBytes = 256;

    private static readonly string[] Envelope = ["idempotencyKey", "correlationId"];

    /// <summary>Reads it. Never throws on what it is given.</summary>
    /// <param name="job">The message.</param>
    /// <param name="tenant">Whose the microtask will be.</param>
    /// <param name="correlationId">The submitter's own id, also where the rest cannot be used; null: none, or none that can be read.</param>
    /// <returns>The submission, or the first problem.</returns>
    public static Result<MicrotaskSubmission> Read(QueueJob job, string tenant, out string? correlationId)
    {
        correlationId = null;
        var body = RequestDocument.SkipByteOrderMark(Encoding.UTF8.GetBytes(job.Text));
        if (StrictJson.FindFault(body.Span) is { } fault)
            return fault;
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            return FieldValue.WrongType(root, "", "a JSON object");
        if (ReadCorrelationId(root, out correlationId) is { } problem)
            return problem;
        if (ReadKey(root, job, out var key) is { } keyProblem)
            return keyProblem;
        return MicrotaskRequestReader.Read(root, key, Envelope).TryGet(out var submission, out problem) ? submission with { Tenant = tenant } : problem;
    }

    private static Problem? ReadCorrelationId(JsonElement root, out string? correlationId)
    {
        correlationId = null;
        if (!root.TryGetProperty("correlationId", out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        var problem = FieldValue.Text(value, "/correlationId", MaxCorrelationIdBytes, out var text);
        correlationId = problem is null ? text : null;
        return problem;
    }

    private static Problem? ReadKey(JsonElement root, QueueJob job, out IdempotencyKey? key)
    {
        // The message's own id is its key where it brings none: a redelivery is the same microtask.
        var given = root.TryGetProperty("idempotencyKey", out var value) && value.ValueKind != JsonValueKind.Null;
        var text = !given ? $"queue:{job.Queue}:{job.Id}" : value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return IdempotencyKey.TryParse(text, out key)
            ? null
            : FieldValue.Invalid("/idempotencyKey", $"must be 1 to {SubmissionLimits.MaxIdempotencyKeyLength} visible ASCII characters");
    }
}
