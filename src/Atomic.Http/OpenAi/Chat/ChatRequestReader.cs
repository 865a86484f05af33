using System.Text.Json;
using Atomic.Http.OpenAi.Requests;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Service;

namespace Atomic.Http.OpenAi.Chat;

/// <summary>Reads the body of <c>POST /v1/chat/completions</c>.</summary>
internal static class ChatRequestReader
{
    /// <summary>The kind of chats that nobody names a kind for.</summary>
    public const string DefaultKind = "chat";

    private const string Format = "response_format";

    /// <summary>The request, or the first problem.</summary>
    /// <param name="root">The body, safe to read.</param>
    /// <param name="scene">What it is read against.</param>
    public static Result<OpenAiRequest> Read(JsonElement root, RequestScene scene)
    {
        if (ChatParameters.All.FindFault(root) is { } fault) return fault;
        var messages = root.Find("messages");
        if (ChatMessages.FindFault(messages) is { } messagesFault) return messagesFault;
        if (ResponseFormat.Read(root.Find(Format), "/" + Format, "json_schema", out var schema) is { } formatFault) return formatFault;

        var passed = root.Find(Format) switch
        {
            { } format when schema is not null => ResponseFormat.WishOf(format.GetProperty("json_schema")),
            { } format when !IsText(format) => format,
            _ => (JsonElement?)null,
        };
        var payload = new MicrotaskPayload(null, messages!.Value.Clone(), schema?.Clone()) { Parameters = ChatParameters.All.Passed(root, (Format, passed)) };
        if (!SubmissionReader.Read(root, scene, payload, DefaultKind).TryGet(out var request, out var problem)) return problem;
        return request with
        {
            Submission = request.Submission with { Stream = IsTrue(root.Find("stream")) },
            IncludeUsage = IsTrue(root.Find("stream_options")?.Find("include_usage")),
        };
    }

    private static bool IsText(JsonElement format) => format.Find("type") is { } type && type.ValueEquals("text"u8);

    private static bool IsTrue(JsonElement? value) => value is { ValueKind: JsonValueKind.True };
}
