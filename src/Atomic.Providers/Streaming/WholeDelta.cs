using System.Buffers;
using System.Text.Json;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Chat;

namespace Atomic.Providers.Streaming;

/// <summary>Makes one piece of a stream of a choice that came whole.</summary>
internal static class WholeDelta
{
    /// <summary>The piece.</summary>
    /// <param name="index">Which choice.</param>
    /// <param name="choice">The choice, with a message.</param>
    public static AnswerDelta Of(int index, JsonElement choice)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            foreach (var member in choice.GetProperty("message").EnumerateObject().Where(static member => member.Name != "role"))
            {
                json.WritePropertyName(member.Name);
                if (member.Name == "tool_calls" && member.Value.ValueKind == JsonValueKind.Array)
                    WriteCalls(json, member.Value);
                else
                    member.Value.WriteTo(json);
            }

            json.WriteEndObject();
        }

        var reader = new Utf8JsonReader(bytes.WrittenSpan);
        return new AnswerDelta(index, JsonElement.ParseValue(ref reader), AnswerJson.Text(choice, "finish_reason")) { Logprobs = AnswerJson.Member(choice, "logprobs") };
    }

    // In a stream calls have an index, by which their pieces are put together.
    private static void WriteCalls(Utf8JsonWriter json, JsonElement calls)
    {
        json.WriteStartArray();
        var index = 0;
        foreach (var call in calls.EnumerateArray().Where(static call => call.ValueKind == JsonValueKind.Object))
        {
            json.WriteStartObject();
            json.WriteNumber("index", index++);
            foreach (var member in call.EnumerateObject().Where(static member => member.Name != "index"))
                member.WriteTo(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
