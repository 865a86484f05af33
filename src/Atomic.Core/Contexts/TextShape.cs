namespace Atomic.Core.Contexts;

/// <summary>Figures of a text's shape: of what does not depend on its words. Counts are logarithms, since a second line tells more than a hundredth.</summary>
public static class TextShape
{
    /// <summary>How many figures there are.</summary>
    public const int Count = 12;

    // From here on a word is long: terms of art rather than everyday words.
    private const int LongWord = 8;

    /// <summary>
    /// The figures: logarithms of one more than the numbers of characters, words, long words, sentences, commas, capitals, digits, marks of mathematics and
    /// code, lines and questions; then the mean length of words, and the share of characters beyond ASCII.
    /// </summary>
    /// <param name="text">The text.</param>
    internal static double[] Of(ReadOnlySpan<char> text)
    {
        var (words, longWords, letters, sentences, commas, capitals, digits, marks, lines, questions, foreign) = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        var word = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (!char.IsAscii(character)) foreign++;
            if (char.IsLetter(character))
            {
                letters++;
                if (word++ == 0) words++;
                if (word == LongWord) longWords++;
                if (char.IsUpper(character)) capitals++;
                continue;
            }

            word = 0;
            if (char.IsAsciiDigit(character)) digits++;
            else if (character == '\n') lines++;
            else if (character == ',') commas++;
            else if (character is '.' or '?' or '!' && (i + 1 == text.Length || char.IsWhiteSpace(text[i + 1]))) sentences++;
            else if ("\\{}^_$=+*/<>()[]|".Contains(character)) marks++;
            if (character == '?') questions++;
        }

        return
        [
            Log(text.Length), Log(words), Log(longWords), Log(sentences), Log(commas), Log(capitals), Log(digits), Log(marks), Log(lines), Log(questions),
            letters / (words + 1.0),
            foreign / (text.Length + 1.0),
        ];
    }

    private static double Log(int count) => Math.Log(count + 1.0);
}
