using System.Runtime.InteropServices;
using System.Text.Json;
using Atomic.Http.OpenAi.Requests;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Submissions;

namespace Atomic.Http.OpenAi.Chat;

/// <summary>
/// Checks <c>messages</c> as far as the house reads them: their number, size, roles and the form of their content. What stands in parts and tool calls is
/// the endpoint's to judge, which gets them as they are.
/// </summary>
internal static class ChatMessages
{
    private const string Pointer = "/messages";

    /// <summary>What is wrong with the messages, or null.</summary>
    /// <param name="messages">The messages; null: there are none.</param>
    public static Problem? FindFault(JsonElement? messages)
    {
        if (messages is not { } given) return FieldValue.Missing("", "messages", "an array of messages {role, content}");
        if (given.ValueKind != JsonValueKind.Array) return FieldValue.WrongType(given, Pointer, "an array of messages");
        var bytes = JsonMarshal.GetRawUtf8Value(given).Length;
        if (bytes > SubmissionLimits.MaxInputBytes) return FieldValue.Invalid(Pointer, $"has {bytes} bytes; at most {SubmissionLimits.MaxInputBytes} are taken");
        var count = given.GetArrayLength();
        if (count == 0) return FieldValue.Invalid(Pointer, "must not be empty");
        if (count > SubmissionLimits.MaxMessages) return FieldValue.Invalid(Pointer, $"has {count} messages; at most {SubmissionLimits.MaxMessages} are taken");
        var index = 0;
        foreach (var message in given.EnumerateArray())
        {
            if (FindFault(message, RequestPointer.Append(Pointer, index++)) is { } problem) return problem;
        }

        return null;
    }

    private static Problem? FindFault(JsonElement message, string at)
    {
        if (message.ValueKind != JsonValueKind.Object) return FieldValue.WrongType(message, at, "a message {role, content}");
        var role = message.Find("role") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        if (role is not ("system" or "developer" or "user" or "assistant" or "tool" or "function"))
            return FieldValue.Invalid(RequestPointer.Append(at, "role"), "must be \"developer\", \"system\", \"user\", \"assistant\", \"tool\" or \"function\"");
        if (role == "tool" && message.Find("tool_call_id") is not { ValueKind: JsonValueKind.String }) return FieldValue.Missing(at, "tool_call_id", "the id of the call that this message answers");
        var place = RequestPointer.Append(at, "content");
        return message.Find("content") switch
        {
            // An assistant that called tools, or declined, may have said nothing.
            null => role == "assistant" ? null : FieldValue.Missing(at, "content", "the message's text"),
            { ValueKind: JsonValueKind.String } => null,
            { ValueKind: JsonValueKind.Array } parts => FindFaultOfParts(parts, place),
            { } other => FieldValue.WrongType(other, place, "a string or an array of parts"),
        };
    }

    private static Problem? FindFaultOfParts(JsonElement parts, string at)
    {
        var index = 0;
        foreach (var part in parts.EnumerateArray())
        {
            var place = RequestPointer.Append(at, index++);
            if (part.Find("type") is not { ValueKind: JsonValueKind.String }) return FieldValue.Invalid(place, "must be a part with a \"type\", for instance {\"type\":\"text\",\"text\":\"…\"}");
        }

        return index == 0 ? FieldValue.Invalid(at, "must not be empty") : null;
    }
}
