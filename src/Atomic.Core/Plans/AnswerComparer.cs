using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Atomic.Core.Schemas;

namespace Atomic.Core.Plans;

/// <summary>
/// Tells whether answers are equal, by a hash that equal answers share. JSON is compared as JSON Schema does (numbers by value, members in any
/// order), free text by a configured rule.
/// </summary>
public static class AnswerComparer
{
    /// <summary>The hash of an answer: SHA-256 of its canonical form, hexadecimal in lower case; null where it equals no other.</summary>
    /// <param name="output">The answer: a JSON string for free text, any JSON under an output schema.</param>
    /// <param name="isTyped">Whether an output schema was given: then a JSON string is compared as it is.</param>
    /// <param name="agreement">When free text is equal.</param>
    public static string? HashOf(JsonElement output, bool isTyped, TextAgreement agreement)
    {
        if (output.ValueKind == JsonValueKind.Undefined || (!isTyped && agreement == TextAgreement.None)) return null;
        var isText = !isTyped && agreement == TextAgreement.Normalized && output.ValueKind == JsonValueKind.String;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(isText ? NormalizedText.Of(TextOf(output)) : JsonEquality.KeyOf(output))));
    }

    // A model may escape half of a surrogate pair, which no text can hold: such an answer equals its own spelling only.
    private static string TextOf(JsonElement output)
    {
        try
        {
            return output.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return output.GetRawText();
        }
    }
}
