using System.Text.Json;
using Atomic.Core.Schemas;

namespace Atomic.Providers.Specialists;

/// <summary>A label as the answer to a microtask.</summary>
internal static class LabelAnswer
{
    /// <summary>The answer's text: the label itself where text is free, a JSON string under an output schema, or null where the schema forbids it.</summary>
    public static string? Of(string label, JsonElement? outputSchema)
    {
        if (string.IsNullOrWhiteSpace(label)) return null;
        if (outputSchema is not { } schema) return label;
        if (!OutputSchema.TryCompile(schema, out var compiled, out _)) return null;
        var answer = JsonSerializer.SerializeToElement(label);
        return compiled.Validate(answer).Count == 0 ? answer.GetRawText() : null;
    }
}
