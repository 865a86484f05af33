using System.Buffers;
using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace Atomic.Cli.Mcp;

/// <summary>Makes the answers of tools.</summary>
internal static class McpResult
{
    /// <summary>A text.</summary>
    /// <param name="text">The text.</param>
    public static CallToolResult Text(string text) => new() { Content = [new TextContentBlock { Text = text }] };

    /// <summary>A text for people with the same as data.</summary>
    /// <param name="text">The text.</param>
    /// <param name="data">The data.</param>
    /// <param name="isError">Whether it says that something went wrong.</param>
    public static CallToolResult Data(string text, JsonElement data, bool isError = false) =>
        new() { Content = [new TextContentBlock { Text = text }], StructuredContent = data, IsError = isError };

    /// <summary>What went wrong, in one sentence.</summary>
    /// <param name="sentence">The sentence.</param>
    public static CallToolResult Failure(string sentence) => new() { Content = [new TextContentBlock { Text = sentence }], IsError = true };

    /// <summary>A JSON object.</summary>
    /// <param name="write">Writes its members.</param>
    public static JsonElement Object(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return Parse(buffer.WrittenMemory);
    }

    /// <summary>A schema.</summary>
    /// <param name="json">Its text.</param>
    public static JsonElement Schema(string json) => Parse(System.Text.Encoding.UTF8.GetBytes(json));

    private static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
