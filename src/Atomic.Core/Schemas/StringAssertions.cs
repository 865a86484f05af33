using System.Text.Json;

namespace Atomic.Core.Schemas;

/// <summary>Keywords about strings: `minLength`, `maxLength`, `pattern` (Validation, section 6.3).</summary>
internal static class StringAssertions
{
    /// <summary>The readers of this family by keyword.</summary>
    public static Dictionary<string, Func<KeywordSource, SchemaRule?>> Readers { get; } = new()
    {
        ["minLength"] = source => ReadLength(source, "at least", (length, bound) => length >= bound),
        ["maxLength"] = source => ReadLength(source, "at most", (length, bound) => length <= bound),
        ["pattern"] = ReadPattern,
    };

    private static Assertion? ReadLength(KeywordSource source, string relation, Func<long, long, bool> isWithin)
    {
        if (source.Count() is not { } bound) return null;
        return new Assertion(source.Keyword, JsonValueKind.String, (instance, run) =>
        {
            var text = instance.GetString()!;
            run.SpendOnText(text.Length);
            return isWithin(CountCodePoints(text), bound) ? null : $"The string must have {relation} {bound} characters.";
        });
    }

    private static Assertion? ReadPattern(KeywordSource source)
    {
        if (source.Text() is not { } text || source.Pattern(text) is not { } pattern) return null;
        return new Assertion(source.Keyword, JsonValueKind.String,
            (instance, run) => pattern.IsMatch(instance.GetString()!, run) ? null : $"The string must match the regular expression {text}");
    }

    // Validation, section 6.3.1: characters are code points (RFC 8259), so a surrogate pair counts once.
    private static int CountCodePoints(string text) => text.Length - text.AsSpan().CountAny(LowSurrogates);

    private static readonly System.Buffers.SearchValues<char> LowSurrogates =
        System.Buffers.SearchValues.Create([.. Enumerable.Range(0xDC00, 0x400).Select(code => (char)code)]);
}
