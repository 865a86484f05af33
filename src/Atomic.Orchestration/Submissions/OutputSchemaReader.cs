using System.Runtime.InteropServices;
using System.Text.Json;
using Atomic.Core.Errors;
using Atomic.Core.Schemas;
using Atomic.Orchestration.Service;

namespace Atomic.Orchestration.Submissions;

/// <summary>Checks a microtask's <c>outputSchema</c> by compiling it.</summary>
public static class OutputSchemaReader
{
    private const string Pointer = "/outputSchema";
    private static readonly AcceptedSchemas Accepted = new();

    /// <summary>What is wrong with the schema, or null.</summary>
    /// <param name="value">The schema as it was sent.</param>
    public static Problem? FindFault(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) return FieldValue.WrongType(value, Pointer, "a JSON Schema object");
        var text = JsonMarshal.GetRawUtf8Value(value);
        if (Accepted.Contains(text)) return null;
        if (!OutputSchema.TryCompile(value, out var schema, out var defect) || (defect = schema.FindContradiction(value)) is not null)
            return new Problem(ErrorCodes.InvalidSchema, $"The output schema cannot be used: {defect.Message}", Pointer + defect.Pointer);
        Accepted.Add(text);
        return null;
    }
}
