using System.Text.Json;

namespace Atomic.Core.Schemas;

/// <summary>The values of `$schema` that are understood. Schemas of three earlier drafts are read as 2020-12, since generators still label
/// plain schemas with them; the keywords that would lose their meaning by that are refused.</summary>
internal static class SchemaDialects
{
    /// <summary>The dialect as which all schemas are read.</summary>
    public const string Current = "https://json-schema.org/draft/2020-12/schema";

    private static readonly string[] Older =
    [
        "https://json-schema.org/draft/2019-09/schema",
        "http://json-schema.org/draft-07/schema",
        "http://json-schema.org/draft-06/schema",
    ];

    /// <summary>Whether schemas of the dialect are accepted.</summary>
    public static bool IsKnown(string dialect) => Normalise(dialect) is var name && (name == Current || Older.Contains(name));

    /// <summary>Whether a schema declares an earlier draft.</summary>
    public static bool IsOlder(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object
        && schema.TryGetProperty("$schema", out var dialect)
        && dialect.ValueKind == JsonValueKind.String
        && Older.Contains(Normalise(dialect.GetString()!));

    private static string Normalise(string dialect)
    {
        var name = dialect.TrimEnd('#');
        return name.StartsWith("https://json-schema.org/draft-") ? string.Concat("http", name.AsSpan(5)) : name;
    }
}
