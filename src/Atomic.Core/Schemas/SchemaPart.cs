using System.Runtime.InteropServices;
using System.Text.Json;

namespace Atomic.Core.Schemas;

/// <summary>One of the subschemas that a value has to pass all of.</summary>
/// <param name="Schema">Its text.</param>
/// <param name="Pointer">Where it stands.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SchemaPart(JsonElement Schema, string Pointer)
{
    /// <summary>A keyword's value, where the part has it in that kind.</summary>
    public JsonElement? Keyword(string name, JsonValueKind kind) =>
        Schema.ValueKind == JsonValueKind.Object && Schema.TryGetProperty(name, out var value) && value.ValueKind == kind ? value : null;

    /// <summary>A keyword's number, where the part has it.</summary>
    public ExactNumber? Number(string name) => Keyword(name, JsonValueKind.Number) is { } number ? ExactNumber.Read(number) : null;

    /// <summary>A keyword's value as a part of its own, where the part has it.</summary>
    public SchemaPart? Inner(string name) =>
        Schema.ValueKind == JsonValueKind.Object && Schema.TryGetProperty(name, out var value) ? new SchemaPart(value, JsonPointer.Append(Pointer, name)) : null;

    /// <summary>The members of a keyword's object or array as parts, where the part has it.</summary>
    public IEnumerable<SchemaPart> Members(string name)
    {
        if (Inner(name) is not { } inner) yield break;
        if (inner.Schema.ValueKind == JsonValueKind.Array)
        {
            foreach (var (index, item) in inner.Schema.EnumerateArray().Index()) yield return new SchemaPart(item, JsonPointer.Append(inner.Pointer, index));
        }
        else if (inner.Schema.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in inner.Schema.EnumerateObject()) yield return new SchemaPart(member.Value, JsonPointer.Append(inner.Pointer, member.Name));
        }
    }

    /// <summary>What the part says of a property: its own subschema, or that of all others; null where it says nothing, or patterns might.</summary>
    public SchemaPart? OfProperty(string name)
    {
        if (Keyword("properties", JsonValueKind.Object) is { } named && named.TryGetProperty(name, out var schema))
            return new SchemaPart(schema, JsonPointer.Append(JsonPointer.Append(Pointer, "properties"), name));
        return Keyword("patternProperties", JsonValueKind.Object) is { } patterns && patterns.GetPropertyCount() > 0 ? null : Inner("additionalProperties");
    }
}
