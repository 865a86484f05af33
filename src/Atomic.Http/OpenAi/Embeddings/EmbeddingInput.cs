using System.Runtime.InteropServices;
using System.Text.Json;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Submissions;

namespace Atomic.Http.OpenAi.Embeddings;

/// <summary>Checks <c>input</c>: a text, or an array of texts.</summary>
internal static class EmbeddingInput
{
    /// <summary>Texts of one request at most, as OpenAI has it.</summary>
    public const int MaxTexts = 2048;

    private const string Pointer = "/input";

    /// <summary>What is wrong with the input, or null.</summary>
    /// <param name="input">What was sent; null: nothing.</param>
    public static Problem? FindFault(JsonElement? input)
    {
        if (input is not { } given) return FieldValue.Missing("", "input", "a text or an array of texts");
        var bytes = JsonMarshal.GetRawUtf8Value(given).Length;
        if (bytes > SubmissionLimits.MaxInputBytes) return FieldValue.Invalid(Pointer, $"has {bytes} bytes; at most {SubmissionLimits.MaxInputBytes} are taken");
        if (given.ValueKind == JsonValueKind.String) return FieldValue.Text(given, Pointer, SubmissionLimits.MaxInputBytes, out _);
        if (given.ValueKind != JsonValueKind.Array) return FieldValue.WrongType(given, Pointer, "a text or an array of texts");
        if (given.GetArrayLength() == 0) return FieldValue.Invalid(Pointer, "must not be empty");

        // Tokens mean something to the one model whose tokenizer made them; the bidders have models of their own.
        if (given[0].ValueKind is JsonValueKind.Number or JsonValueKind.Array)
            return FieldValue.Invalid(Pointer, "has tokens in place of text: bidders count tokens differently, so that only text means the same to all; send the text itself");
        return FieldValue.Texts(given, Pointer, MaxTexts, SubmissionLimits.MaxInputBytes, out _);
    }
}
