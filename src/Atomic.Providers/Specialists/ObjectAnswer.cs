using System.Text.Json;
using Atomic.Core.Extraction;
using Atomic.Core.Schemas;

namespace Atomic.Providers.Specialists;

/// <summary>Fields as the answer to a microtask.</summary>
internal static class ObjectAnswer
{
    /// <summary>The answer's JSON, or null where the schema forbids it.</summary>
    public static string? Of(IReadOnlyList<FieldGuess> fields, JsonElement? outputSchema)
    {
        var answer = AnswerFields.Write(fields);
        if (outputSchema is not { } schema) return answer;
        if (!OutputSchema.TryCompile(schema, out var compiled, out _)) return null;
        return compiled.Validate(JsonElement.Parse(answer)).Count == 0 ? answer : null;
    }
}
