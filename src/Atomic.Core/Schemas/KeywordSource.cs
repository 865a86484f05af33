using System.Text.Json;

namespace Atomic.Core.Schemas;

/// <summary>A keyword as it stands in a schema, and the ways to read its value. Each way refuses what is not of the right type.</summary>
/// <param name="compiler">The compiler at work.</param>
/// <param name="schema">The subschema in which the keyword stands.</param>
/// <param name="keyword">Its name.</param>
/// <param name="value">Its value.</param>
/// <param name="schemaPointer">Where the subschema stands.</param>
/// <param name="depth">How deep the subschema is nested.</param>
internal sealed class KeywordSource(
    SchemaCompiler compiler, JsonElement schema, string keyword, JsonElement value, string schemaPointer, int depth)
{
    public string Keyword => keyword;

    public JsonElement Value => value;

    public string SchemaPointer => schemaPointer;

    public string Pointer { get; } = JsonPointer.Append(schemaPointer, keyword);

    public SchemaReferences References => compiler.References;

    public bool IsOlderDialect => compiler.IsOlderDialect;

    /// <summary>The node of the subschema in which the keyword stands.</summary>
    public SchemaNode Node => compiler.Find(schemaPointer)!;

    /// <summary>Refuses the keyword; the result stands for "no rule".</summary>
    public SchemaRule? Refuse(string message)
    {
        compiler.Refuse(Pointer, message);
        return null;
    }

    /// <summary>The value of another keyword of the same subschema, if of the right kind; its own reader refuses it otherwise.</summary>
    public JsonElement? Sibling(string name, JsonValueKind kind) =>
        schema.TryGetProperty(name, out var sibling) && sibling.ValueKind == kind ? sibling : null;

    /// <summary>The number of another keyword of the same subschema, if it is a count.</summary>
    public long? SiblingCount(string name) => Sibling(name, JsonValueKind.Number) is { } number ? CountOf(number) : null;

    /// <summary>Another keyword of the same subschema, compiled as a subschema.</summary>
    public SchemaNode? SiblingSubschema(string name) =>
        schema.TryGetProperty(name, out var sibling)
            ? compiler.Compile(sibling, JsonPointer.Append(schemaPointer, name), name, depth + 1)
            : null;

    public ExactNumber? Number()
    {
        if (value.ValueKind == JsonValueKind.Number) return ExactNumber.Read(value);
        Refuse($"\"{keyword}\" must be a number; replace its value.");
        return null;
    }

    public long? Count()
    {
        if (value.ValueKind == JsonValueKind.Number && CountOf(value) is { } count) return count;
        Refuse($"\"{keyword}\" must be an integer that is not negative; replace its value.");
        return null;
    }

    public string? Text()
    {
        if (value.ValueKind == JsonValueKind.String) return value.GetString();
        Refuse($"\"{keyword}\" must be a string; replace its value.");
        return null;
    }

    public string[]? Texts() => Texts(value);

    public string[]? Texts(JsonElement list)
    {
        if (list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
        {
            var texts = list.EnumerateArray().Select(item => item.GetString()!).ToArray();
            if (texts.Distinct().Count() == texts.Length) return texts;
        }
        Refuse($"\"{keyword}\" must list strings, each once; replace its value.");
        return null;
    }

    public SchemaPattern? Pattern(string text) => compiler.CompilePattern(text, Pointer);

    public SchemaNode Subschema() => compiler.Compile(value, Pointer, keyword, depth + 1);

    public SchemaNode[]? Subschemas()
    {
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0)
        {
            return [.. value.EnumerateArray().Select((item, i) =>
                compiler.Compile(item, JsonPointer.Append(Pointer, i), keyword, depth + 1))];
        }
        Refuse($"\"{keyword}\" must be an array of at least one schema; replace its value.");
        return null;
    }

    public Dictionary<string, SchemaNode>? NamedSubschemas()
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            return value.EnumerateObject().ToDictionary(
                member => member.Name,
                member => compiler.Compile(member.Value, JsonPointer.Append(Pointer, member.Name), keyword, depth + 1));
        }
        Refuse($"\"{keyword}\" must be an object whose values are schemas; replace its value.");
        return null;
    }

    private static long? CountOf(JsonElement number)
    {
        var exact = ExactNumber.Read(number);
        return exact.IsInteger && exact.Sign >= 0 ? exact.ToCount() : null;
    }
}
