using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Atomic.Replay.Server;

/// <summary>A call of a tool that stands in an answer.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Arguments">Its arguments as JSON text.</param>
internal sealed record ToolCall(string Name, string Arguments)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A call that hands the tool what the user said: <c>{"input": "…"}</c>.</summary>
    public static ToolCall Echo(string name, string input)
    {
        var bytes = new ArrayBufferWriter<byte>(64 + input.Length);
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("input"u8, input);
            json.WriteEndObject();
        }

        return new ToolCall(name, Encoding.UTF8.GetString(bytes.WrittenSpan));
    }
}
