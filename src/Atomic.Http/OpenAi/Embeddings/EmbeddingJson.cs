using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Atomic.Http.OpenAi.Answers;
using Atomic.Http.OpenAi.Requests;

namespace Atomic.Http.OpenAi.Embeddings;

/// <summary>Writes embeddings.</summary>
internal static class EmbeddingJson
{
    /// <summary>Writes the list.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="answered">The answer.</param>
    public static void Write(Utf8JsonWriter writer, AnsweredRequest answered)
    {
        writer.WriteStartObject();
        writer.WriteString("object"u8, "list"u8);
        writer.WriteStartArray("data"u8);
        if (answered.View.Output?.Find("data") is { ValueKind: JsonValueKind.Array } vectors)
        {
            foreach (var vector in vectors.EnumerateArray()) WriteVector(writer, vector, answered.Request.Base64);
        }

        writer.WriteEndArray();
        writer.WriteString("model"u8, answered.Model);
        writer.WriteStartObject("usage"u8);
        writer.WriteNumber("prompt_tokens"u8, answered.View.Usage?.Input ?? 0);
        writer.WriteNumber("total_tokens"u8, answered.View.Usage?.Total ?? 0);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteVector(Utf8JsonWriter writer, JsonElement vector, bool base64)
    {
        writer.WriteStartObject();
        writer.WriteString("object"u8, "embedding"u8);
        writer.WriteNumber("index"u8, vector.GetProperty("index").GetInt32());
        writer.WritePropertyName("embedding"u8);
        var numbers = vector.GetProperty("embedding");
        if (base64) writer.WriteBase64StringValue(BytesOf(numbers));
        else writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(numbers), skipInputValidation: true);
        writer.WriteEndObject();
    }

    private static byte[] BytesOf(JsonElement numbers)
    {
        var bytes = new byte[numbers.GetArrayLength() * sizeof(float)];
        var at = 0;
        foreach (var number in numbers.EnumerateArray())
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(at), number.GetSingle());
            at += sizeof(float);
        }

        return bytes;
    }
}
