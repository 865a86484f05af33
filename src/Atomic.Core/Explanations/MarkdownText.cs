using System.Text;

namespace Atomic.Core.Explanations;

/// <summary>Writes text of others into Markdown so that it stays text.</summary>
internal static class MarkdownText
{
    /// <summary>Text inside a paragraph or list item, on one line.</summary>
    /// <param name="text">The text.</param>
    public static string Inline(string text)
    {
        var line = VisibleText.Line(text);
        var escaped = new StringBuilder(line.Length + 8);
        for (var i = 0; i < line.Length; i++)
        {
            if (NeedsEscape(line, i)) escaped.Append('\\');
            escaped.Append(line[i]);
        }

        return escaped.ToString();
    }

    /// <summary>Text inside a table's cell; a pipe is escaped by <see cref="Inline"/>.</summary>
    /// <param name="text">The text.</param>
    public static string Cell(string text) => Inline(text);

    /// <summary>A code span whose fence is longer than any run of backticks in it; safe in a table's cell too.</summary>
    /// <param name="text">The text.</param>
    public static string Code(string text)
    {
        // GitHub's tables split at pipes even inside code, and outside tables an escape would show; the picture of a bar is neither.
        var line = VisibleText.Line(text).Replace('|', '¦');
        if (line.Length == 0) return "(empty)";
        var fence = new string('`', LongestRun(line) + 1);
        var pad = line[0] is '`' or ' ' || line[^1] is '`' or ' ' ? " " : "";
        return $"{fence}{pad}{line}{pad}{fence}";
    }

    /// <summary>A fenced block whose fence is longer than any run of backticks in it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="language">The info string.</param>
    public static string Fenced(string text, string language)
    {
        var visible = VisibleText.Of(text);
        var fence = new string('`', Math.Max(3, LongestRun(visible) + 1));
        return $"{fence}{language}\n{visible.TrimEnd('\n')}\n{fence}\n";
    }

    private static bool NeedsEscape(string line, int i) => line[i] switch
    {
        '\\' or '`' or '*' or '[' or ']' or '<' or '>' or '|' or '~' or '&' or '@' => true,
        '_' => i == 0 || i == line.Length - 1 || !char.IsLetterOrDigit(line[i - 1]) || !char.IsLetterOrDigit(line[i + 1]),
        '#' or '+' or '-' or '=' => i == 0,
        '!' => i + 1 < line.Length && line[i + 1] == '[',
        ':' => line.AsSpan(i).StartsWith("://", StringComparison.Ordinal),
        '.' => IsOrderedMarker(line, i) || (i >= 3 && line.AsSpan(i - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase)),
        ')' => IsOrderedMarker(line, i),
        _ => false,
    };

    private static bool IsOrderedMarker(string line, int i) => i is > 0 and < 10 && line.AsSpan(0, i).IndexOfAnyExceptInRange('0', '9') < 0;

    private static int LongestRun(string text)
    {
        var longest = 0;
        var run = 0;
        foreach (var character in text)
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
