namespace Atomic.Core.Extraction;

/// <summary>Reads a date as people write it: three numbers with marks between them, or a day, an English month and a year.</summary>
internal static class DateReader
{
    /// <summary>Tokens that a date has at most: "Nov. 23rd, 2026".</summary>
    public const int MaxTokens = 6;

    private static readonly string[] s_months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    /// <summary>The date; null where the piece is none.</summary>
    /// <param name="piece">The whole of what is read.</param>
    /// <param name="dayFirst">Whether the day comes before the month where both are numbers and the year is last.</param>
    public static DateOnly? Read(ReadOnlySpan<char> piece, bool dayFirst)
    {
        Span<(int Number, int Digits)> numbers = stackalloc (int, int)[3];
        var (count, month, monthAt) = (0, 0, -1);
        for (var i = 0; i < piece.Length;)
        {
            if (char.IsAsciiDigit(piece[i]))
            {
                var digits = 0;
                var number = 0;
                for (; i < piece.Length && char.IsAsciiDigit(piece[i]); i++, digits++)
                {
                    if (digits == 4) return null;
                    number = (number * 10) + (piece[i] - '0');
                }

                if (count == 3) return null;
                numbers[count++] = (number, digits);
            }
            else if (char.IsLetter(piece[i]))
            {
                var start = i;
                while (i < piece.Length && char.IsLetter(piece[i])) i++;
                var word = piece[start..i];
                if (IsEndingOfDay(word) && count > 0 && start > 0 && char.IsAsciiDigit(piece[start - 1])) continue;
                if (month != 0 || (month = MonthOf(word)) == 0) return null;
                monthAt = count;
            }
            else if (!IsBetween(piece[i++]))
            {
                return null;
            }
        }

        return month != 0 ? Worded(numbers[..count], month, monthAt) : count == 3 ? Numeric(numbers, dayFirst) : null;
    }

    private static DateOnly? Worded(ReadOnlySpan<(int Number, int Digits)> numbers, int month, int monthAt)
    {
        if (numbers.Length != 2 || monthAt > 1) return null;
        return numbers[0].Digits == 4 ? Date(numbers[0], month, numbers[1].Number) : Date(numbers[1], month, numbers[0].Number);
    }

    private static DateOnly? Numeric(ReadOnlySpan<(int Number, int Digits)> numbers, bool dayFirst)
    {
        if (numbers[0].Digits == 4) return Date(numbers[0], numbers[1].Number, numbers[2].Number);
        return dayFirst ? Date(numbers[2], numbers[1].Number, numbers[0].Number) : Date(numbers[2], numbers[0].Number, numbers[1].Number);
    }

    // A year of two digits is of this century, as on invoices it is.
    private static DateOnly? Date((int Number, int Digits) year, int month, int day)
    {
        if (year.Digits is not (2 or 4)) return null;
        var whole = year.Digits == 2 ? 2000 + year.Number : year.Number;
        return whole is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(whole, month) ? new DateOnly(whole, month, day) : null;
    }

    private static int MonthOf(ReadOnlySpan<char> word)
    {
        if (word.Length < 3) return 0;
        for (var i = 0; i < s_months.Length; i++)
        {
            // In full, or its first three letters, or "Sept".
            var isMonth = word.Equals(s_months[i], StringComparison.OrdinalIgnoreCase)
                || (word.Length is 3 or 4 && s_months[i].AsSpan().StartsWith(word, StringComparison.OrdinalIgnoreCase) && (word.Length == 3 || i == 8));
            if (isMonth) return i + 1;
        }

        return 0;
    }

    private static bool IsEndingOfDay(ReadOnlySpan<char> word) =>
        word.Length == 2 && (word.Equals("st", StringComparison.OrdinalIgnoreCase) || word.Equals("nd", StringComparison.OrdinalIgnoreCase)
            || word.Equals("rd", StringComparison.OrdinalIgnoreCase) || word.Equals("th", StringComparison.OrdinalIgnoreCase));

    private static bool IsBetween(char character) => character is '.' or ',' or '/' or '-' || char.IsWhiteSpace(character);
}
