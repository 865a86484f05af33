using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Atomic.LocalHost.History;

/// <summary>Writes JSON into a buffer that each thread keeps, because every event would otherwise pay for a buffer and a writer of its own.</summary>
internal static class JsonScratch
{
    private const int LargestKeptBytes = 1 << 20;

    // History is read by programs only, so that nothing needs to be escaped beyond what JSON demands.
    private static readonly JsonWriterOptions Settings = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? t_writer;

    /// <summary>Writes a value.</summary>
    /// <returns>The JSON in UTF-8; valid until this thread writes again.</returns>
    public static ReadOnlySpan<byte> Write<TValue>(TValue value, JsonTypeInfo<TValue> json)
    {
        var buffer = t_buffer ??= new ArrayBufferWriter<byte>(4_096);
        buffer.ResetWrittenCount();
        var writer = t_writer ??= new Utf8JsonWriter(buffer, Settings);
        writer.Reset(buffer);
        try
        {
            JsonSerializer.Serialize(writer, value, json);
            writer.Flush();
            return buffer.WrittenSpan;
        }
        finally
        {
            if (buffer.Capacity > LargestKeptBytes)
                t_buffer = null;
        }
    }

    /// <summary>Writes a text as a JSON string.</summary>
    public static ReadOnlySpan<byte> WriteText(string text)
    {
        var buffer = t_buffer ??= new ArrayBufferWriter<byte>(4_096);
        buffer.ResetWrittenCount();
        var writer = t_writer ??= new Utf8JsonWriter(buffer, Settings);
        writer.Reset(buffer);
        writer.WriteStringValue(text);
        writer.Flush();
        return buffer.WrittenSpan;
    }

    /// <summary>Reads what <see cref="WriteText"/> wrote.</summary>
    public static string ReadText(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return reader.GetString() ?? "";
    }
}
