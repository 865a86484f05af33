using System.Text.Json;

namespace Atomic.Core.Schemas;

/// <summary>Keywords about arrays as a whole: `minItems`, `maxItems`, `uniqueItems` (Validation, section 6.4).</summary>
internal static class ArrayAssertions
{
    /// <summary>The readers of this family by keyword.</summary>
    public static Dictionary<string, Func<KeywordSource, SchemaRule?>> Readers { get; } = new()
    {
        ["minItems"] = source => source.Count() is { } bound ? Assert(source, (array, _) =>
            array.GetArrayLength() >= bound ? null : $"The array must have at least {bound} items.") : null,
        ["maxItems"] = source => source.Count() is { } bound ? Assert(source, (array, _) =>
            array.GetArrayLength() <= bound ? null : $"The array must have at most {bound} items.") : null,
        ["uniqueItems"] = ReadUniqueItems,
    };

    private static Assertion Assert(KeywordSource source, Func<JsonElement, ValidationRun, string?> findFault) =>
        new(source.Keyword, JsonValueKind.Array, findFault);

    private static SchemaRule? ReadUniqueItems(KeywordSource source) => source.Value.ValueKind switch
    {
        JsonValueKind.True => Assert(source, FindRepetition),
        JsonValueKind.False => null,
        _ => source.Refuse("\"uniqueItems\" must be a boolean; replace its value."),
    };

    private static string? FindRepetition(JsonElement array, ValidationRun run)
    {
        var firsts = new Dictionary<string, int>();
        var index = 0;
        foreach (var item in array.EnumerateArray())
        {
            var key = JsonEquality.KeyOf(item);
            run.SpendOnText(key.Length);
            if (run.HasEnded) return null;
            if (!firsts.TryAdd(key, index)) return $"The items must differ, but items {firsts[key]} and {index} are equal.";
            index++;
        }
        return null;
    }
}
