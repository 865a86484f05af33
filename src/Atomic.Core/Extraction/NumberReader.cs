using System.Globalization;

namespace Atomic.Core.Extraction;

/// <summary>Reads a number as people write it: a sign, groups of three by one separator, a decimal mark.</summary>
internal static class NumberReader
{
    private const int MostDigits = 27;

    /// <summary>The number; null where the piece is none by that decimal mark.</summary>
    /// <param name="piece">The whole of what is read.</param>
    /// <param name="mark">The decimal mark, a point or a comma; the other one may part thousands.</param>
    public static decimal? Read(ReadOnlySpan<char> piece, char mark)
    {
        Span<char> plain = stackalloc char[MostDigits + 2];
        var length = 0;
        if (piece.Length > 1 && piece[0] is '-' or '+' or '−')
        {
            if (piece[0] != '+') plain[length++] = '-';
            piece = piece[1..];
        }

        var (separator, group, groups, isFraction, digits) = ('\0', 0, 0, false, 0);
        foreach (var character in piece)
        {
            if (char.IsAsciiDigit(character))
            {
                if (++digits > MostDigits) return null;
                plain[length++] = character;
                group++;
            }
            else if (isFraction || group == 0 || (groups > 0 && group != 3))
            {
                return null;
            }
            else if (character == mark)
            {
                (isFraction, group) = (true, 0);
                plain[length++] = '.';
            }
            else
            {
                var isSeparator = character is '\'' or ' ' or '\u00A0' or '\u202F' || character == (mark == '.' ? ',' : '.');
                if (!isSeparator || (separator != '\0' && character != separator) || group > 3) return null;
                (separator, group) = (character, 0);
                groups++;
            }
        }

        if (group == 0 || (groups > 0 && !isFraction && group != 3)) return null;
        return decimal.TryParse(plain[..length], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
