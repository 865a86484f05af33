using System.Runtime.InteropServices;
using System.Text.Json;
using Atomic.Orchestration.Service;

namespace Atomic.Orchestration.Submissions;

/// <summary>Checks a microtask's <c>input</c>: a string, an object, or chat messages.</summary>
internal static class InputReader
{
    private const string Pointer = "/input";
    private static readonly string[] MessageFields = ["role", "content"];

    /// <summary>What is wrong with the input, or null.</summary>
    /// <param name="value">The input as it was sent.</param>
    public static Problem? FindFault(JsonElement value)
    {
        var bytes = JsonMarshal.GetRawUtf8Value(value).Length;
        if (bytes > SubmissionLimits.MaxInputBytes)
            return FieldValue.Invalid(Pointer, $"has {bytes} bytes; at most {SubmissionLimits.MaxInputBytes} are taken");
        return value.ValueKind switch
        {
            JsonValueKind.String => FieldValue.Text(value, Pointer, SubmissionLimits.MaxInputBytes, out _),
            JsonValueKind.Object => value.EnumerateObject().Any() ? null : FieldValue.Invalid(Pointer, "must not be empty"),
            JsonValueKind.Array => FindFaultOfMessages(value),
            _ => FieldValue.WrongType(value, Pointer, "a string, an object or an array of chat messages"),
        };
    }

    private static Problem? FindFaultOfMessages(JsonElement messages)
    {
        var count = messages.GetArrayLength();
        if (count == 0) return FieldValue.Invalid(Pointer, "must not be empty");
        if (count > SubmissionLimits.MaxMessages)
            return FieldValue.Invalid(Pointer, $"has {count} messages; at most {SubmissionLimits.MaxMessages} are taken");
        var index = 0;
        foreach (var message in messages.EnumerateArray())
        {
            if (FindFaultOfMessage(message, RequestPointer.Append(Pointer, index++)) is { } problem) return problem;
        }

        return null;
    }

    private static Problem? FindFaultOfMessage(JsonElement message, string pointer)
    {
        if (message.ValueKind != JsonValueKind.Object) return FieldValue.WrongType(message, pointer, "a chat message {role, content}");
        bool hasRole = false, hasContent = false;
        foreach (var field in message.EnumerateObject())
        {
            var at = RequestPointer.Append(pointer, field.Name);
            Problem? problem;
            switch (field.Name)
            {
                case "role":
                    hasRole = true;
                    problem = FieldValue.Text(field.Value, at, SubmissionLimits.MaxInputBytes, out var role);
                    if (problem is null && role is not ("system" or "user" or "assistant"))
                        problem = FieldValue.Invalid(at, "must be \"system\", \"user\" or \"assistant\"");
                    break;
                case "content":
                    hasContent = true;
                    problem = FieldValue.Text(field.Value, at, SubmissionLimits.MaxInputBytes, out _);
                    break;
                default:
                    problem = FieldValue.Unknown(pointer, field.Name, MessageFields);
                    break;
            }

            if (problem is not null) return problem;
        }

        if (!hasRole) return FieldValue.Missing(pointer, "role", "\"system\", \"user\" or \"assistant\"");
        return hasContent ? null : FieldValue.Missing(pointer, "content", "the message's text");
    }
}
