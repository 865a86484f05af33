namespace Atomic.Core.Explanations;

/// <summary>The little grammar that sentences with lists and counts need.</summary>
internal static class Prose
{
    private static readonly string[] Ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];

    /// <summary>"a", "a and b", "a, b and c".</summary>
    /// <param name="items">The items.</param>
    /// <param name="conjunction">The word before the last.</param>
    public static string List(IReadOnlyList<string> items, string conjunction = "and") => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => $"{string.Join(", ", items.Take(items.Count - 1))} {conjunction} {items[^1]}",
    };

    /// <summary>"1 bid", "3 bids".</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The singular.</param>
    /// <param name="many">The plural; by default the singular and an s.</param>
    public static string Many(int count, string one, string? many = null) => $"{Figures.Count(count)} {(count == 1 ? one : many ?? $"{one}s")}";

    /// <summary>"first" for 1.</summary>
    /// <param name="rank">From 1.</param>
    public static string Ordinal(int rank) => rank >= 1 && rank <= Ordinals.Length ? Ordinals[rank - 1] : $"number {rank}";

    /// <summary>The text as a sentence: a full stop at its end unless it has an end, on one line.</summary>
    /// <param name="text">The text.</param>
    public static string Sentence(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length == 0 || line[^1] is '.' or '!' or '?' ? line : $"{line}.";
    }

    /// <summary>The text without the full stop at its end, to stand inside a sentence.</summary>
    /// <param name="text">The text.</param>
    public static string Clause(string text) => text.ReplaceLineEndings(" ").Trim().TrimEnd('.');

    /// <summary>A kebab-case name as words: <c>code-fence</c> as "code fence".</summary>
    /// <param name="name">The name.</param>
    public static string Name(string name) => name.Replace('-', ' ');

    /// <summary>A wire name as words: <c>RateLimited</c> as "rate limited".</summary>
    /// <param name="value">The member.</param>
    /// <typeparam name="TEnum">The enum.</typeparam>
    public static string Words<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()).Replace('-', ' ');
}
