using System.Text.Json;
using Atomic.Providers.Chat;
using static Atomic.Providers.Chat.AnswerJson;

namespace Atomic.Providers.Embeddings;

/// <summary>The embeddings that an endpoint answered, one for each text.</summary>
/// <param name="Vectors">The vectors in the order of the texts: arrays of numbers, or base64 where that was asked for.</param>
/// <param name="ServedModel">The model that is said to have answered.</param>
/// <param name="InputTokens">Input tokens as billed.</param>
internal sealed record EmbeddingAnswer(IReadOnlyList<JsonElement> Vectors, string? ServedModel, int? InputTokens)
{
    /// <summary>Reads an answer.</summary>
    /// <param name="body">The answer's body.</param>
    /// <param name="texts">How many texts were sent.</param>
    /// <param name="fault">What is wrong with it, where it is none.</param>
    /// <returns>Null where it is none.</returns>
    public static EmbeddingAnswer? Read(ReadOnlySpan<byte> body, int texts, out AnswerFault fault)
    {
        fault = AnswerFault.Foreign("list of embeddings");
        if (!TryParse(body, out var answer))
            return null;
        if (ErrorAnswer.FaultOf(answer, "in place of embeddings (HTTP 200)") is { } error)
        {
            fault = error;
            return null;
        }

        if (Member(answer, "data") is not { ValueKind: JsonValueKind.Array } data)
            return null;
        if (data.GetArrayLength() != texts)
        {
            fault = AnswerFault.Malformed($"gave {data.GetArrayLength()} embeddings for {texts} texts");
            return null;
        }

        return ReadVectors(data, texts, out fault) is { } vectors ? new EmbeddingAnswer(vectors, Model(answer), AnswerJson.Tokens(Member(answer, "usage"), "prompt_tokens")) : null;
    }

    private static JsonElement[]? ReadVectors(JsonElement data, int texts, out AnswerFault fault)
    {
        var vectors = new JsonElement[texts];
        var at = 0;
        fault = default;
        foreach (var item in data.EnumerateArray())
        {
            var index = Integer(item, "index") ?? at;
            at++;
            if (index < 0 || index >= texts || vectors[index].ValueKind != JsonValueKind.Undefined)
            {
                fault = AnswerFault.Malformed("gave an embedding for a text that was not sent, or two for one");
                return null;
            }

            if (Member(item, "embedding") is not { } vector || !IsVector(vector))
            {
                fault = AnswerFault.Malformed("gave an embedding that is no vector");
                return null;
            }

            vectors[index] = vector;
        }

        // A vector of another length cannot be compared with the others, and whoever stores it will find out too late.
        if (Array.Exists(vectors, vector => LengthOf(vector) != LengthOf(vectors[0])))
        {
            fault = AnswerFault.Malformed("gave embeddings of different lengths");
            return null;
        }

        return vectors;
    }

    private static bool IsVector(JsonElement vector) => vector.ValueKind switch
    {
        JsonValueKind.String => vector.TryGetBytesFromBase64(out var bytes) && bytes.Length > 0 && bytes.Length % sizeof(float) == 0,
        JsonValueKind.Array => vector.GetArrayLength() > 0 && vector.EnumerateArray().All(static part => part.ValueKind == JsonValueKind.Number),
        _ => false,
    };

    private static int LengthOf(JsonElement vector) =>
        vector.ValueKind == JsonValueKind.Array ? vector.GetArrayLength() : vector.GetBytesFromBase64().Length / sizeof(float);
}
