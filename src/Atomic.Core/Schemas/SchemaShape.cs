using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Atomic.Core.Schemas;

/// <summary>
/// What makes one schema as hard to meet as another: types, nesting, how many properties are required and how many optional, how large enumerations are,
/// whether there are patterns. Names, descriptions and the order of properties are no part of it, so that schemas of one form share what is learned.
/// </summary>
public static class SchemaShape
{
    /// <summary>Characters of a shape.</summary>
    public const int Length = 12;

    /// <summary>The shape: the first <see cref="Length"/> hexadecimal digits of the SHA-256 of the schema's form.</summary>
    /// <param name="schema">A schema that <see cref="OutputSchema.TryCompile"/> accepted; what is nested beyond its bounds is left out.</param>
    public static string Of(JsonElement schema)
    {
        var form = new StringBuilder();
        Write(schema, form, 0);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(form.ToString())))[..Length];
    }

    private static void Write(JsonElement schema, StringBuilder form, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth > SchemaLimits.MaxSchemaDepth)
        {
            form.Append(schema.ValueKind == JsonValueKind.False ? '!' : '*');
            return;
        }

        form.Append('{');
        WriteAssertions(schema, form);
        WriteProperties(schema, form, depth);
        foreach (var keyword in (ReadOnlySpan<string>)["items", "contains", "not", "if", "then", "else", "additionalProperties", "propertyNames"])
        {
            if (!schema.TryGetProperty(keyword, out var inner)) continue;
            form.Append(keyword).Append(':');
            Write(inner, form, depth + 1);
        }

        foreach (var keyword in (ReadOnlySpan<string>)["prefixItems", "allOf", "anyOf", "oneOf"])
        {
            if (schema.TryGetProperty(keyword, out var list) && list.ValueKind == JsonValueKind.Array)
                WriteSorted(keyword, list.EnumerateArray().Select(inner => ("", inner)), form, depth);
        }

        foreach (var keyword in (ReadOnlySpan<string>)["$defs", "definitions", "patternProperties", "dependentSchemas"])
        {
            if (schema.TryGetProperty(keyword, out var named) && named.ValueKind == JsonValueKind.Object)
                WriteSorted(keyword, named.EnumerateObject().Select(static member => ("", member.Value)), form, depth);
        }

        form.Append('}');
    }

    private static void WriteAssertions(JsonElement schema, StringBuilder form)
    {
        if (schema.TryGetProperty("type", out var type))
        {
            var names = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(static name => name.ToString()) : [type.ToString()];
            form.Append("type:").AppendJoin('|', names.Order(StringComparer.Ordinal));
        }

        // 1, 2, 3 to 4, 5 to 8 members and so on are a class each.
        if (schema.TryGetProperty("enum", out var members) && members.ValueKind == JsonValueKind.Array)
            form.Append("enum:").Append(BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, members.GetArrayLength()))));
        foreach (var keyword in (ReadOnlySpan<string>)["const", "pattern", "$ref"])
        {
            if (schema.TryGetProperty(keyword, out _)) form.Append(keyword).Append(';');
        }
    }

    private static void WriteProperties(JsonElement schema, StringBuilder form, int depth)
    {
        if (!schema.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object) return;
        var required = schema.TryGetProperty("required", out var names) && names.ValueKind == JsonValueKind.Array
            ? names.EnumerateArray().Select(static name => name.ToString()).ToHashSet(StringComparer.Ordinal)
            : [];
        WriteSorted("properties", properties.EnumerateObject().Select(member => (required.Contains(member.Name) ? "required " : "optional ", member.Value)), form, depth);
    }

    private static void WriteSorted(string keyword, IEnumerable<(string Mark, JsonElement Schema)> parts, StringBuilder form, int depth)
    {
        var forms = new List<string>();
        foreach (var (mark, schema) in parts)
        {
            var part = new StringBuilder(mark);
            Write(schema, part, depth + 1);
            forms.Add(part.ToString());
        }

        forms.Sort(StringComparer.Ordinal);
        form.Append(keyword).Append('(').AppendJoin(',', forms).Append(')');
    }
}
