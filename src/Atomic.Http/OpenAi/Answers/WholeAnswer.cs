using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Atomic.Http.OpenAi.Requests;
using Atomic.Orchestration.Ports;

namespace Atomic.Http.OpenAi.Answers;

/// <summary>An answer that came whole, as the pieces that a stream would have had.</summary>
internal static class WholeAnswer
{
    /// <summary>The pieces.</summary>
    /// <param name="answered">The answer.</param>
    public static IEnumerable<AnswerDelta> Pieces(AnsweredRequest answered)
    {
        if (answered.Choices is not { ValueKind: JsonValueKind.Array } choices)
        {
            yield return new AnswerDelta(0, Delta(writer => writer.WriteString("content"u8, answered.Text)), answered.FinishReason);
            yield break;
        }

        var index = 0;
        foreach (var choice in choices.EnumerateArray())
        {
            var number = choice.Find("index") is { ValueKind: JsonValueKind.Number } given && given.TryGetInt32(out var said) ? said : index;
            var reason = choice.Find("finish_reason") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
            yield return new AnswerDelta(number, Delta(writer => WriteMembers(writer, choice.Find("message"))), reason ?? answered.FinishReason);
            index++;
        }
    }

    private static void WriteMembers(Utf8JsonWriter writer, JsonElement? message)
    {
        if (message is not { ValueKind: JsonValueKind.Object } given) return;
        foreach (var member in given.EnumerateObject())
        {
            if (member.NameEquals("role"u8) || member.Value.ValueKind == JsonValueKind.Null) continue;
            if (member.NameEquals("tool_calls"u8) && member.Value.ValueKind == JsonValueKind.Array) WriteCalls(writer, member.Value);
            else member.WriteTo(writer);
        }
    }

    // A call has a number in pieces that it has not in a whole message: clients put the pieces together by it.
    private static void WriteCalls(Utf8JsonWriter writer, JsonElement calls)
    {
        writer.WriteStartArray("tool_calls"u8);
        var index = 0;
        foreach (var call in calls.EnumerateArray())
        {
            writer.WriteStartObject();
            writer.WriteNumber("index"u8, index++);
            if (call.ValueKind == JsonValueKind.Object)
            {
                foreach (var member in call.EnumerateObject().Where(static member => !member.NameEquals("index"u8))) member.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static JsonElement Delta(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
