using System.Text.Json;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Orchestration.Service;

namespace Atomic.Orchestration.Submissions;

/// <summary>The one reader of feedback, <c>{"score","label"?,"comment"?,"trust"?,"source"?}</c>, as strict as <see cref="MicrotaskRequestReader"/>.</summary>
public static class FeedbackRequestReader
{
    private static readonly string[] Fields = ["score", "label", "comment", "trust", "source"];

    /// <summary>Reads feedback. Never throws on what it is given, and keeps nothing of the memory.</summary>
    /// <param name="utf8Json">The body, UTF-8, with or without a byte order mark.</param>
    /// <param name="receivedAt">When it arrived.</param>
    /// <returns>The feedback, or the first problem: <c>malformed-json</c>, <c>unknown-field</c>, <c>invalid-field</c>.</returns>
    public static Result<Feedback> Read(ReadOnlyMemory<byte> utf8Json, DateTimeOffset receivedAt)
    {
        var body = RequestDocument.SkipByteOrderMark(utf8Json);
        if (StrictJson.FindFault(body.Span) is { } fault) return fault;
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object) return FieldValue.WrongType(root, "", "a JSON object");

        double? score = null;
        string? label = null;
        string? comment = null;
        string? source = null;
        double? trust = null;
        foreach (var field in root.EnumerateObject())
        {
            if (field.Value.ValueKind == JsonValueKind.Null && field.Name is "label" or "comment" or "trust" or "source") continue;
            Problem? problem;
            switch (field.Name)
            {
                case "score":
                    problem = FieldValue.Number(field.Value, "/score", 0, 1, out var number);
                    score = number;
                    break;
                case "label":
                    problem = FieldValue.Text(field.Value, "/label", SubmissionLimits.MaxLabelBytes, out label);
                    break;
                case "comment":
                    problem = FieldValue.Text(field.Value, "/comment", SubmissionLimits.MaxCommentBytes, out comment);
                    break;
                case "trust":
                    problem = FieldValue.Number(field.Value, "/trust", 0, 1, out var weight);
                    trust = weight;
                    break;
                case "source":
                    problem = FieldValue.Text(field.Value, "/source", SubmissionLimits.MaxSourceBytes, out source);
                    break;
                default:
                    problem = FieldValue.Unknown("", field.Name, Fields);
                    break;
            }

            if (problem is not null) return problem;
        }

        if (score is not { } given) return FieldValue.Missing("", "score", "a number from 0 (wrong) to 1 (right)");
        return new Feedback { Score = given, Label = label, Comment = comment, Trust = trust ?? SignalTrust.Of(Signal.Feedback), Source = source, ReceivedAt = receivedAt };
    }
}
