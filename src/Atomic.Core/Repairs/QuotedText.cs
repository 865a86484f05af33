using System.Text;

namespace Atomic.Core.Repairs;

/// <summary>Strings in the quotes of JSON, of other languages, or of print.</summary>
internal static class QuotedText
{
    /// <summary>Whether a string may begin with it.</summary>
    public static bool IsQuote(char mark) => EndsOf(mark) is not null;

    /// <summary>Copies a string as JSON.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where its opening quote is.</param>
    /// <param name="json">Where it is written.</param>
    /// <param name="repairs">Takes the name of what was mended.</param>
    /// <returns>The place behind its closing quote; -1 where it is not closed, or holds what no string of JSON may.</returns>
    public static int Copy(string text, int at, StringBuilder json, RepairSet repairs)
    {
        var ends = EndsOf(text[at])!;
        if (ends != "\"") repairs.Add(RepairNames.WrongQuotes);
        json.Append('"');
        for (at++; at < text.Length; at++)
        {
            var next = text[at];
            if (ends.Contains(next, StringComparison.Ordinal))
            {
                json.Append('"');
                return at + 1;
            }

            switch (next)
            {
                case '\\':
                    if (!TryCopyEscape(text, ++at, json, repairs)) return -1;
                    break;
                case '"':
                    json.Append("\\\"");
                    break;
                case < ' ':
                    return -1;
                default:
                    json.Append(next);
                    break;
            }
        }

        return -1;
    }

    // What follows \u is checked when the result is parsed.
    private static bool TryCopyEscape(string text, int at, StringBuilder json, RepairSet repairs)
    {
        if (at == text.Length) return false;
        var escaped = text[at];
        if ("\"\\/bfnrtu".Contains(escaped, StringComparison.Ordinal))
        {
            json.Append('\\').Append(escaped);
            return true;
        }

        if (EndsOf(escaped) is null) return false;
        repairs.Add(RepairNames.WrongQuotes);
        json.Append(escaped);
        return true;
    }

    // The quotes that end a string which begins with the mark; null where none may.
    private static string? EndsOf(char mark) => mark switch
    {
        '"' => "\"",
        '\'' => "'",
        '\u201C' => "\u201D",
        '\u201D' => "\u201D",
        '\u201E' => "\u201C\u201D",
        '\u2018' => "\u2019",
        '\u2019' => "\u2019",
        '\u201A' => "\u2018\u2019",
        _ => null,
    };
}
