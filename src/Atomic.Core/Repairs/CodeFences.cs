namespace Atomic.Core.Repairs;

/// <summary>Code fences of Markdown. They are told by whole lines, since no string of JSON has a line that is a fence.</summary>
internal static class CodeFences
{
    private const string Backticks = "```";
    private const string Tildes = "~~~";

    /// <summary>What stands in the fences of a text, in order, and whether anything stands outside of them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">Reads no further than that many fences.</param>
    public static (IReadOnlyList<string> Contents, bool HasProse) Read(string text, int most)
    {
        var (contents, prose) = (new List<string>(1), false);
        string? fence = null;
        var (start, at) = (0, 0);
        while (at < text.Length && contents.Count < most)
        {
            var end = text.IndexOf('\n', at) is var found and >= 0 ? found : text.Length;
            var line = text.AsSpan(at, end - at).Trim();
            if (fence is null)
            {
                fence = line.StartsWith(Backticks, StringComparison.Ordinal) ? Backticks : line.StartsWith(Tildes, StringComparison.Ordinal) ? Tildes : null;
                if (fence is null) prose |= !line.IsEmpty;
                else start = AfterInfo(text, text.IndexOf(fence, at, StringComparison.Ordinal) + fence.Length);
            }
            else if (line.SequenceEqual(fence))
            {
                contents.Add(text[Math.Min(start, at)..at]);
                fence = null;
            }

            at = Math.Min(end + 1, text.Length);
        }

        // A fence may be left open, or be closed on the last line of what it holds.
        if (fence is not null) contents.Add(WithoutEnd(text[start..], fence));
        return (contents, prose);
    }

    // Behind the language that a fence may name.
    private static int AfterInfo(string text, int at)
    {
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '-' or '+' or '.')) at++;
        return at;
    }

    private static string WithoutEnd(string content, string fence)
    {
        var trimmed = content.TrimEnd();
        return trimmed.EndsWith(fence, StringComparison.Ordinal) ? trimmed[..^fence.Length] : content;
    }
}
