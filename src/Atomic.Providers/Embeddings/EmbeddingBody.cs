using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Atomic.Orchestration.Microtasks;
using Atomic.Providers.Chat;

namespace Atomic.Providers.Embeddings;

/// <summary>Writes what an embedding model is asked.</summary>
internal static class EmbeddingBody
{
    private static readonly string[] Own = ["model", "input"];

    /// <summary>The body: the model is ours, the input and the parameters (<c>dimensions</c>, <c>encoding_format</c> …) are as the caller wrote them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="payload">What to embed.</param>
    public static BinaryData Write(string model, MicrotaskPayload payload)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            json.WriteStartObject();
            json.WriteString("model", model);
            WriteRaw(json, "input", payload.Input);
            foreach (var (name, value) in ChatParameters.Of(payload).Members)
            {
                if (!Own.Contains(name, StringComparer.Ordinal))
                    WriteRaw(json, name, value);
            }

            json.WriteEndObject();
        }

        return new BinaryData(buffer.WrittenMemory);
    }

    /// <summary>How many texts there are to embed: a string is one, and so is an array of tokens; any other array has one each.</summary>
    /// <param name="input">The payload's input.</param>
    public static int Texts(JsonElement input) =>
        input.ValueKind == JsonValueKind.Array && input.GetArrayLength() > 0 && input[0].ValueKind != JsonValueKind.Number ? input.GetArrayLength() : 1;

    private static void WriteRaw(Utf8JsonWriter json, string name, JsonElement value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
    }
}
