using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Atomic.Http.OpenAi.Requests;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Submissions;

namespace Atomic.Http.OpenAi.Responses;

/// <summary>Reads <c>input</c>: a text, or messages of text, which become messages of a chat.</summary>
internal static class ResponseInput
{
    private const string Pointer = "/input";

    /// <summary>The input of the microtask, or the problem.</summary>
    /// <param name="input">What was sent; null: nothing.</param>
    /// <param name="read">The text, or an array of messages <c>{role, content}</c>.</param>
    public static Problem? Read(JsonElement? input, out JsonElement read)
    {
        read = default;
        if (input is not { } given) return FieldValue.Missing("", "input", "a text or an array of messages");
        var bytes = JsonMarshal.GetRawUtf8Value(given).Length;
        if (bytes > SubmissionLimits.MaxInputBytes) return FieldValue.Invalid(Pointer, $"has {bytes} bytes; at most {SubmissionLimits.MaxInputBytes} are taken");
        if (given.ValueKind == JsonValueKind.String)
        {
            read = given.Clone();
            return FieldValue.Text(given, Pointer, SubmissionLimits.MaxInputBytes, out _);
        }

        if (given.ValueKind != JsonValueKind.Array) return FieldValue.WrongType(given, Pointer, "a text or an array of messages");
        var count = given.GetArrayLength();
        if (count == 0) return FieldValue.Invalid(Pointer, "must not be empty");
        return count > SubmissionLimits.MaxMessages ? FieldValue.Invalid(Pointer, $"has {count} messages; at most {SubmissionLimits.MaxMessages} are taken") : ReadMessages(given, out read);
    }

    private static Problem? ReadMessages(JsonElement items, out JsonElement read)
    {
        read = default;
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            var index = 0;
            foreach (var item in items.EnumerateArray())
            {
                if (ReadMessage(item, RequestPointer.Append(Pointer, index++), writer) is { } problem) return problem;
            }

            writer.WriteEndArray();
        }

        read = JsonElement.Parse(buffer.WrittenSpan);
        return null;
    }

    private static Problem? ReadMessage(JsonElement item, string at, Utf8JsonWriter writer)
    {
        if (item.ValueKind != JsonValueKind.Object) return FieldValue.WrongType(item, at, "a message {role, content}");
        if (item.Find("type") is { } type && !(type.ValueKind == JsonValueKind.String && type.ValueEquals("message"u8)))
            return FieldValue.Invalid(RequestPointer.Append(at, "type"), "must be \"message\": other items need tools or a conversation that the server keeps");
        var role = item.Find("role") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        if (role is not ("system" or "developer" or "user" or "assistant"))
            return FieldValue.Invalid(RequestPointer.Append(at, "role"), "must be \"developer\", \"system\", \"user\" or \"assistant\"");
        if (ReadContent(item.Find("content"), at, out var content) is { } problem) return problem;
        writer.WriteStartObject();
        writer.WriteString("role"u8, role);
        writer.WriteString("content"u8, content);
        writer.WriteEndObject();
        return null;
    }

    private static Problem? ReadContent(JsonElement? content, string message, out string text)
    {
        text = "";
        var at = RequestPointer.Append(message, "content");
        switch (content)
        {
            case null:
                return FieldValue.Missing(message, "content", "the message's text");
            case { ValueKind: JsonValueKind.String } given:
                text = given.GetString()!;
                return null;
            case { ValueKind: JsonValueKind.Array } parts:
                var index = 0;
                foreach (var part in parts.EnumerateArray())
                {
                    if (TextOf(part) is not { } piece) return FieldValue.Invalid(RequestPointer.Append(at, index), "must be {\"type\":\"input_text\",\"text\":\"…\"}: only text is taken here");
                    text = index++ == 0 ? piece : $"{text}\n{piece}";
                }

                return index == 0 ? FieldValue.Invalid(at, "must not be empty") : null;
            case { } other:
                return FieldValue.WrongType(other, at, "a text or an array of parts");
        }
    }

    private static string? TextOf(JsonElement part) =>
        part.Find("type") is { ValueKind: JsonValueKind.String } type && type.GetString() is "input_text" or "output_text" or "text" && part.Find("text") is { ValueKind: JsonValueKind.String } text
            ? text.GetString()
            : null;
}
