using System.Buffers.Binary;
using System.Text.Json;
using Atomic.Replay.Recordings;

namespace Atomic.Replay.Server;

/// <summary>Writes embeddings as the OpenAI wire has them.</summary>
internal static class EmbeddingWriter
{
    /// <summary>Writes an answer.</summary>
    /// <param name="buffer">Takes the answer.</param>
    /// <param name="model">The recorded model that answers.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="count">How many of the texts are embedded: all, or fewer where the answer is to be spoilt.</param>
    public static void Write(AnswerBuffer buffer, string model, EmbeddingRequest request, int count)
    {
        var json = buffer.StartJson();
        json.WriteStartObject();
        json.WriteString("object"u8, "list"u8);
        json.WriteStartArray("data"u8);
        for (var index = 0; index < count; index++)
        {
            json.WriteStartObject();
            json.WriteString("object"u8, "embedding"u8);
            json.WriteNumber("index"u8, index);
            json.WritePropertyName("embedding"u8);
            WriteVector(json, EmbeddingVectors.Of(model, request.Texts[index], request.Dimensions), request.IsBase64);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("model"u8, model);
        json.WriteStartObject("usage"u8);
        var tokens = request.Texts.Sum(static text => (long)RecordedAnswer.EstimateTokens(text));
        json.WriteNumber("prompt_tokens"u8, tokens);
        json.WriteNumber("total_tokens"u8, tokens);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
    }

    private static void WriteVector(Utf8JsonWriter json, float[] vector, bool isBase64)
    {
        if (isBase64)
        {
            var bytes = new byte[vector.Length * sizeof(float)];
            for (var index = 0; index < vector.Length; index++)
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(index * sizeof(float)), vector[index]);
            json.WriteBase64StringValue(bytes);
            return;
        }

        json.WriteStartArray();
        foreach (var part in vector)
            json.WriteNumberValue(part);
        json.WriteEndArray();
    }
}
