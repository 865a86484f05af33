using System.Text.Json;
using Atomic.Http.OpenAi.Chat;
using Atomic.Http.OpenAi.Requests;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Submissions;

namespace Atomic.Http.OpenAi.Responses;

/// <summary>Reads the body of <c>POST /v1/responses</c>: what is asked becomes a chat, in whose words it is passed on.</summary>
internal static class ResponseRequestReader
{
    /// <summary>The request, or the first problem.</summary>
    /// <param name="root">The body, safe to read.</param>
    /// <param name="scene">What it is read against.</param>
    public static Result<OpenAiRequest> Read(JsonElement root, RequestScene scene)
    {
        if (ResponseParameters.All.FindFault(root) is { } fault) return fault;
        if (ResponseInput.Read(root.Find("input"), out var input) is { } inputFault) return inputFault;
        string? instructions = null;
        if (root.Find("instructions") is { } sent && FieldValue.Text(sent, "/instructions", SubmissionLimits.MaxInstructionsBytes, out instructions) is { } textFault) return textFault;
        if (ReadText(root.Find("text"), out var schema, out var format, out var verbosity) is { } formatFault) return formatFault;
        if (ReadEffort(root.Find("reasoning"), out var effort) is { } effortFault) return effortFault;
        var payload = new MicrotaskPayload(instructions, input, schema?.Clone())
        {
            Parameters = ResponseParameters.All.Passed(
                root,
                ("max_completion_tokens", root.Find("max_output_tokens")),
                ("reasoning_effort", effort),
                ("response_format", format),
                ("verbosity", verbosity)),
        };
        return SubmissionReader.Read(root, scene, payload, ChatRequestReader.DefaultKind).TryGet(out var request, out var problem)
            ? request with { Submission = request.Submission with { Stream = root.Find("stream") is { ValueKind: JsonValueKind.True } } }
            : problem;
    }

    private static Problem? ReadText(JsonElement? text, out JsonElement? schema, out JsonElement? format, out JsonElement? verbosity)
    {
        (schema, format, verbosity) = (null, null, null);
        if (text is not { } given) return null;
        if (given.ValueKind != JsonValueKind.Object) return FieldValue.WrongType(given, "/text", "an object");
        foreach (var member in given.EnumerateObject())
        {
            if (member.Name is not ("format" or "verbosity")) return FieldValue.Unknown("/text", member.Name, ["format", "verbosity"]);
        }

        if (given.Find("verbosity") is { } wordy && FieldValue.Text(wordy, "/text/verbosity", 64, out _) is { } problem) return problem;
        verbosity = given.Find("verbosity");
        if (ResponseFormat.Read(given.Find("format"), "/text/format", schemaMember: null, out schema) is { } fault) return fault;

        // The chat's word for JSON without a schema is the same; that of text needs none.
        format = given.Find("format") switch
        {
            { } asked when schema is not null => ResponseFormat.WishOf(asked),
            { } asked when !asked.GetProperty("type").ValueEquals("text"u8) => asked,
            _ => null,
        };
        return null;
    }

    private static Problem? ReadEffort(JsonElement? reasoning, out JsonElement? effort)
    {
        effort = null;
        if (reasoning is not { } given) return null;
        if (given.ValueKind != JsonValueKind.Object) return FieldValue.WrongType(given, "/reasoning", "an object");
        effort = given.Find("effort");
        return effort is { } asked ? FieldValue.Text(asked, "/reasoning/effort", 64, out _) : null;
    }
}
