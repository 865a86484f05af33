using System.Text.Json;
using Atomic.Core.Schemas;

namespace Atomic.Core.Decisions;

/// <summary>Tells whether outputs say the same.</summary>
public static class OutputComparison
{
    /// <summary>
    /// Whether two attempts gave equal outputs: as their plan compared them, where it did; else JSON values by value, objects without regard to order, and
    /// outputs that are kept apart by their hash.
    /// Null where one of them has none, or only one is kept apart.
    /// </summary>
    /// <param name="one">An attempt.</param>
    /// <param name="other">Another.</param>
    public static bool? Same(Attempt one, Attempt other)
    {
        if (one.Outcome != AttemptOutcome.Succeeded || other.Outcome != AttemptOutcome.Succeeded) return null;
        if (one.OutputHash is { } hash && other.OutputHash is { } otherHash) return hash == otherHash;
        if (one.Output is { } left && other.Output is { } right) return JsonEquality.KeyOf(left) == JsonEquality.KeyOf(right);
        return one.StoredOutput is { } stored && other.StoredOutput is { } otherStored ? stored.Hash == otherStored.Hash : null;
    }

    /// <summary>Whether an output is the right answer that a caller named. Null where the label is no JSON and the output no text, so that they cannot be compared.</summary>
    /// <param name="output">The output.</param>
    /// <param name="label">The right answer, as text or as JSON.</param>
    public static bool? IsLabel(JsonElement output, string label)
    {
        try
        {
            if (output.ValueKind == JsonValueKind.String && output.GetString()!.AsSpan().Trim().SequenceEqual(label.AsSpan().Trim())) return true;
            using var document = JsonDocument.Parse(label);
            return JsonEquality.KeyOf(document.RootElement) == JsonEquality.KeyOf(output);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // The label is no JSON, or the output a text that no text can hold (half of a surrogate pair).
            return output.ValueKind == JsonValueKind.String ? false : null;
        }
    }
}
