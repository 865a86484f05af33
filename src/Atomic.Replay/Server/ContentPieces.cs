namespace Atomic.Replay.Server;

/// <summary>Cuts an answer's text into the pieces of a stream: words with the space before them, long ones in parts.</summary>
internal static class ContentPieces
{
    private const int MostChars = 16;

    /// <summary>The length of the next piece, at least 1 for a text that is not empty; never cuts a surrogate pair.</summary>
    public static int NextLength(ReadOnlySpan<char> text)
    {
        if (text.Length <= 1)
            return text.Length;

        var length = 1;
        while (length < text.Length && length < MostChars && !StartsWord(text, length))
            length++;
        return length < text.Length && char.IsHighSurrogate(text[length - 1]) && char.IsLowSurrogate(text[length]) ? length + 1 : length;
    }

    /// <summary>How many pieces the text has.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (; !text.IsEmpty; text = text[NextLength(text)..])
            count++;
        return count;
    }

    private static bool StartsWord(ReadOnlySpan<char> text, int index) =>
        char.IsWhiteSpace(text[index]) && !char.IsWhiteSpace(text[index - 1]);
}
