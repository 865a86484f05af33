namespace Atomic.Core.Repairs;

/// <summary>Finds the JSON object or array in prose, where there is exactly one.</summary>
internal static class JsonInProse
{
    // What opens like JSON and is none may be read to the end of the text, each time again: together they read no more than a constant times the text.
    private const int MostReadings = 2;

    /// <summary>The only object or array of a text; null where there is none, or more than one.</summary>
    /// <param name="text">The text.</param>
    public static MendedText? Find(string text)
    {
        MendedText? only = null;
        var wasted = 0L;
        for (var at = NextBracket(text, 0); at >= 0;)
        {
            var reader = new LenientReader(text, at);
            if (reader.Read() is { } json && StrictText.Read(json) is { } value)
            {
                if (only is not null) return null;
                only = new MendedText(value, reader.Repairs);
                at = NextBracket(text, reader.End);
                continue;
            }

            // A part of something that cannot be read is no answer, so what is inside of it is passed over.
            var end = ClosingOf(text, at);
            wasted += reader.End - at;
            if (end < 0 || wasted > MostReadings * (long)text.Length) return null;
            at = NextBracket(text, end);
        }

        only?.Repairs.Add(RepairNames.SurroundingText);
        return only;
    }

    private static int NextBracket(string text, int from)
    {
        var offset = text.AsSpan(from).IndexOfAny('{', '[');
        return offset < 0 ? -1 : from + offset;
    }

    // The place behind the bracket that closes the one at the place; brackets in double quotes do not count. -1 where there is none.
    private static int ClosingOf(string text, int at)
    {
        var (depth, quoted) = (0, false);
        for (; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '\\' when quoted:
                    at++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case '{' or '[' when !quoted:
                    depth++;
                    break;
                case '}' or ']' when !quoted && --depth == 0:
                    return at + 1;
            }
        }

        return -1;
    }
}
