using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Atomic.Core.Repairs;

/// <summary>A text as a JSON string.</summary>
internal static class JsonText
{
    /// <summary>How repaired answers are written: letters as letters, as models write them.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The string.</summary>
    /// <param name="text">Text without unpaired surrogates.</param>
    public static JsonElement Of(string text)
    {
        var buffer = new ArrayBufferWriter<byte>(text.Length + 2);
        using (var writer = new Utf8JsonWriter(buffer, Options)) writer.WriteStringValue(text);
        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
