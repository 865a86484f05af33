using System.Buffers;
using System.Text.Json;

namespace Atomic.Replay.Server;

/// <summary>Reads a request for embeddings. Fields that are not known have no effect.</summary>
internal static class EmbeddingRequestReader
{
    private const int MostDimensions = 3_072;
    private const int MostTexts = 2_048;

    /// <summary>The request, or what is wrong with it.</summary>
    public static (EmbeddingRequest? Request, OpenAIError? Error) Read(ReadOnlySequence<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : (null, OpenAIError.BadJson);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Not JSON, or a string that is not UTF-8 or has half a surrogate pair.
            return (null, OpenAIError.BadJson);
        }
    }

    private static (EmbeddingRequest? Request, OpenAIError? Error) Read(JsonElement body)
    {
        if (!body.TryGetProperty("model", out var model))
            return (null, OpenAIError.Missing("model"));
        if (model.ValueKind != JsonValueKind.String)
            return (null, OpenAIError.WrongType("model", "a string"));
        if (!body.TryGetProperty("input", out var input))
            return (null, OpenAIError.Missing("input"));
        if (Texts(input) is not { } texts)
            return (null, OpenAIError.WrongType("input", $"a string, or an array of 1 to {MostTexts} strings"));

        var dimensions = EmbeddingVectors.DefaultDimensions;
        if (body.TryGetProperty("dimensions", out var asked)
            && !(asked.ValueKind == JsonValueKind.Number && asked.TryGetInt32(out dimensions) && dimensions is >= 1 and <= MostDimensions))
            return (null, OpenAIError.WrongType("dimensions", $"an integer from 1 to {MostDimensions}"));

        var isBase64 = false;
        if (body.TryGetProperty("encoding_format", out var format))
        {
            isBase64 = format.ValueKind == JsonValueKind.String && format.ValueEquals("base64"u8);
            if (!isBase64 && !(format.ValueKind == JsonValueKind.String && format.ValueEquals("float"u8)))
                return (null, OpenAIError.WrongType("encoding_format", "float or base64"));
        }

        return (new EmbeddingRequest(model.GetString()!, texts, dimensions, isBase64), null);
    }

    private static string[]? Texts(JsonElement input)
    {
        if (input.ValueKind == JsonValueKind.String)
            return [input.GetString()!];
        if (input.ValueKind != JsonValueKind.Array || input.GetArrayLength() is 0 or > MostTexts)
            return null;

        var texts = new string[input.GetArrayLength()];
        for (var index = 0; index < texts.Length; index++)
        {
            if (input[index].ValueKind != JsonValueKind.String)
                return null;
            texts[index] = input[index].GetString()!;
        }

        return texts;
    }
}
