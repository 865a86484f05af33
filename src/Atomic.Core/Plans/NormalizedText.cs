using System.Text;

namespace Atomic.Core.Plans;

/// <summary>
/// Free text without what does not change its meaning: case folded, white space collapsed to single spaces, letters of full width, typographic quotes
/// and dashes as in ASCII, and punctuation and quotes around it taken off. It does without the tables of Unicode's normal forms, which the process
/// does not carry (invariant globalization): letters that are composed in different ways stay different.
/// </summary>
internal static class NormalizedText
{
    private const int FullWidth = 0xFEE0;

    /// <summary>The text normalized; the text in ASCII-folded form with nothing taken off its ends where nothing else would be left.</summary>
    /// <param name="text">The text.</param>
    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (!char.IsWhiteSpace(letter)) folded.Append(Folded(letter));
            else if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
        }

        var whole = folded.ToString().Trim();
        var core = whole.AsSpan();
        while (core.Length > 0 && IsAround(core[0])) core = core[1..];
        while (core.Length > 0 && IsAround(core[^1])) core = core[..^1];
        return core.IsEmpty ? whole : core.ToString();
    }

    private static char Folded(char letter) => letter switch
    {
        '\u2018' or '\u2019' or '\u201A' or '\u201B' or '\u2032' => '\'',
        '\u201C' or '\u201D' or '\u201E' or '\u201F' or '\u2033' or '\u00AB' or '\u00BB' => '"',
        >= '\u2010' and <= '\u2015' or '\u2212' => '-',
        >= '\uFF01' and <= '\uFF5E' => Case((char)(letter - FullWidth)),
        _ => Case(letter),
    };

    // There and back, so that letters with several small forms (σ and ς) fold to one.
    private static char Case(char letter) => char.ToLowerInvariant(char.ToUpperInvariant(letter));

    // A sign before a number and what closes a bracket mean something.
    private static bool IsAround(char letter) => letter is '.' or ',' or ';' or ':' or '!' or '?' or '"' or '\'' or '`' or '*' or '_' or ' ' or '\u2026' or '\u3002';
}
