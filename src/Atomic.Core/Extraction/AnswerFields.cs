using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Atomic.Core.Extraction;

/// <summary>An answer as fields and back: the members of an object, and those of objects in it, one level deep. Arrays are none.</summary>
public static class AnswerFields
{
    /// <summary>The most fields.</summary>
    public const int MaxFields = 24;

    /// <summary>The most characters of an answer's JSON.</summary>
    public const int MaxLength = 4_096;

    private const int MaxDepth = 2;

    /// <summary>The fields of a right answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="fields">By JSON Pointer, in the answer's order; or null.</param>
    /// <returns>Whether it is an object of fields that an extractor can learn.</returns>
    public static bool TryRead(JsonElement answer, [NotNullWhen(true)] out IReadOnlyList<KeyValuePair<string, FieldValue>>? fields)
    {
        var read = new List<KeyValuePair<string, FieldValue>>();
        fields = answer.ValueKind == JsonValueKind.Object && ReadMembers(answer, "", 1, read) && read.Count > 0 ? read : null;
        return fields is not null;
    }

    /// <summary>Whether a right answer that somebody named is an object rather than a label.</summary>
    /// <param name="named">The answer, as text or as JSON.</param>
    public static bool IsObject(string named) => named.AsSpan().TrimStart() is ['{', ..];

    /// <summary>The fields of a right answer that somebody named as JSON.</summary>
    /// <param name="named">The answer.</param>
    /// <param name="fields">By JSON Pointer, in the answer's order; or null.</param>
    /// <returns>Whether it is an object of fields that an extractor can learn.</returns>
    public static bool TryParse(string named, [NotNullWhen(true)] out IReadOnlyList<KeyValuePair<string, FieldValue>>? fields)
    {
        fields = null;
        if (named.Length > MaxLength || !IsObject(named)) return false;
        try
        {
            using var document = JsonDocument.Parse(named);
            return TryRead(document.RootElement, out fields);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The fields that a schema names, as JSON Pointers in its order; empty where it names none, or more than <see cref="MaxFields"/>.</summary>
    /// <param name="schema">The output's schema.</param>
    public static IReadOnlyList<string> NamedBy(JsonElement schema)
    {
        var named = new List<string>();
        AddNamed(schema, "", 1, named);
        return named.Count <= MaxFields ? named : [];
    }

    /// <summary>The answer as JSON, with its fields in the order given; those without a value are left out.</summary>
    /// <param name="guesses">The fields.</param>
    public static string Write(IReadOnlyList<FieldGuess> guesses)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var group in guesses.GroupBy(static guess => guess.Field[1..].Split('/')[0]))
            {
                var first = group.First();
                if (first.Field.LastIndexOf('/') == 0)
                {
                    WriteField(writer, first);
                    continue;
                }

                writer.WriteStartObject(Unescaped(group.Key));
                foreach (var inner in group) WriteField(writer, inner);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteField(Utf8JsonWriter writer, FieldGuess guess)
    {
        if (guess.Value is not { } value) return;
        writer.WritePropertyName(Unescaped(guess.Field[(guess.Field.LastIndexOf('/') + 1)..]));
        value.WriteTo(writer);
    }

    private static bool ReadMembers(JsonElement answer, string at, int depth, List<KeyValuePair<string, FieldValue>> into)
    {
        foreach (var member in answer.EnumerateObject())
        {
            var path = $"{at}/{Escaped(member.Name)}";
            if (member.Value.ValueKind == JsonValueKind.Object)
            {
                if (depth == MaxDepth || !ReadMembers(member.Value, path, depth + 1, into)) return false;
                continue;
            }

            if (FieldValue.Of(member.Value) is not { } value || into.Count == MaxFields || into.Exists(known => known.Key == path)) return false;
            into.Add(new(path, value));
        }

        return true;
    }

    private static void AddNamed(JsonElement schema, string at, int depth, List<string> named)
    {
        if (schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object) return;
        foreach (var property in properties.EnumerateObject())
        {
            var path = $"{at}/{Escaped(property.Name)}";
            var before = named.Count;
            if (depth < MaxDepth) AddNamed(property.Value, path, depth + 1, named);
            if (named.Count == before) named.Add(path);
            if (named.Count > MaxFields) return;
        }
    }

    private static string Escaped(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static string Unescaped(string token) => token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
