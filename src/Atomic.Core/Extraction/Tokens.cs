using System.Globalization;

namespace Atomic.Core.Extraction;

/// <summary>
/// Cuts a text into tokens. Values begin and end where tokens do, so that a cut stands wherever people begin or end one: between letters and digits that change once ("10kg"), at every mark
/// but one between digits. Pure and linear.
/// </summary>
internal static class Tokens
{
    /// <summary>The tokens of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">How many at most; what comes after them is not looked at.</param>
    public static List<TextToken> Of(ReadOnlySpan<char> text, int most)
    {
        var tokens = new List<TextToken>(Math.Min(most, 16 + (text.Length / 4)));
        var line = 0;
        for (var i = 0; i < text.Length && tokens.Count < most;)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                if (text[i++] == '\n') line++;
                continue;
            }

            var (length, kind) = At(text[i..]);
            tokens.Add(new TextToken(i, length, line, kind));
            i += length;
        }

        return tokens;
    }

    private static (int Length, TokenKind Kind) At(ReadOnlySpan<char> text)
    {
        var first = text[0];
        if (char.IsDigit(first))
        {
            var digits = Digits(text);
            if (digits == text.Length || !char.IsLetter(text[digits])) return (Joined(text, digits), TokenKind.Number);
            var letters = digits + Letters(text[digits..]);

            // "10kg" is a number and a word, "550e8400" is neither.
            return letters < text.Length && char.IsDigit(text[letters]) ? (Alphanumeric(text), TokenKind.Word) : (digits, TokenKind.Number);
        }

        if (!char.IsLetter(first)) return (char.IsHighSurrogate(first) && text.Length > 1 && char.IsLowSurrogate(text[1]) ? 2 : 1, TokenKind.Mark);
        var word = Letters(text);
        if (word == text.Length || !char.IsDigit(text[word])) return (word, TokenKind.Word);
        var tail = word + Digits(text[word..]);
        return tail < text.Length && char.IsLetter(text[tail]) ? (Alphanumeric(text), TokenKind.Word) : (word, TokenKind.Word);
    }

    // A mark between two digits belongs to the number: of money, of dates, of times, of telephones.
    private static int Joined(ReadOnlySpan<char> text, int length)
    {
        while (length + 1 < text.Length && IsJoint(text[length]) && char.IsDigit(text[length + 1]))
        {
            var more = Digits(text[(length + 1)..]);
            if (length + 1 + more < text.Length && char.IsLetter(text[length + 1 + more])) break;
            length += 1 + more;
        }

        return length;
    }

    private static bool IsJoint(char character) => character is '.' or ',' or ':' or '/' or '-' or '\'';

    private static int Digits(ReadOnlySpan<char> text) => Run(text, static character => char.IsDigit(character));

    // Marks that follow their letter (accents, vowel signs) are part of the word.
    private static int Letters(ReadOnlySpan<char> text) => Run(text, static character => char.IsLetter(character) || IsAccent(character));

    private static int Alphanumeric(ReadOnlySpan<char> text) => Run(text, static character => char.IsLetterOrDigit(character) || IsAccent(character));

    private static bool IsAccent(char character) =>
        !char.IsAscii(character) && char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static int Run(ReadOnlySpan<char> text, Func<char, bool> goesOn)
    {
        var length = 0;
        while (length < text.Length && goesOn(text[length])) length++;
        return length;
    }
}
