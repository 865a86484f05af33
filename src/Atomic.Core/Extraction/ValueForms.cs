using System.Globalization;
using System.Text;
using System.Text.Json;
using Atomic.Core.Repairs;

namespace Atomic.Core.Extraction;

/// <summary>Brings a piece of a text into a form. Pure, without regard to the machine's language.</summary>
public static class ValueForms
{
    /// <summary>How many forms there are.</summary>
    public const int Count = (int)ValueForm.CommaNumber + 1;

    /// <summary>The most characters of a value.</summary>
    public const int MaxLength = 256;

    /// <summary>Whether a form gives values of a kind.</summary>
    /// <param name="form">The form.</param>
    /// <param name="kind">The kind.</param>
    public static bool Gives(ValueForm form, JsonValueKind kind) => kind == (form >= ValueForm.PointNumber ? JsonValueKind.Number : JsonValueKind.String);

    /// <summary>The value in a form; null where the piece has no such form, is empty, longer than <see cref="MaxLength"/> or no whole Unicode.</summary>
    /// <param name="form">The form.</param>
    /// <param name="piece">The piece of a text.</param>
    public static FieldValue? Apply(ValueForm form, ReadOnlySpan<char> piece)
    {
        if (piece.IsEmpty || piece.Length > MaxLength || !UnicodeText.IsWhole(piece)) return null;
        return form switch
        {
            ValueForm.PointNumber => NumberReader.Read(piece, '.') is { } number ? FieldValue.OfNumber(number) : null,
            ValueForm.CommaNumber => NumberReader.Read(piece, ',') is { } number ? FieldValue.OfNumber(number) : null,
            ValueForm.DayFirstDate => DateReader.Read(piece, dayFirst: true) is { } date ? OfDate(date) : null,
            ValueForm.MonthFirstDate => DateReader.Read(piece, dayFirst: false) is { } date ? OfDate(date) : null,
            ValueForm.CurrencyCode => CodeOf(piece) is { } code ? FieldValue.OfText(code) : null,
            ValueForm.Digits => Kept(piece, char.IsAsciiDigit) is { Length: > 0 } digits ? FieldValue.OfText(digits) : null,
            ValueForm.Compact => FieldValue.OfText(Kept(piece, static character => !char.IsWhiteSpace(character))),
            ValueForm.Spaced => FieldValue.OfText(Spaced(piece)),
            ValueForm.Lower => FieldValue.OfText(piece.ToString().ToLowerInvariant()),
            ValueForm.Upper => FieldValue.OfText(piece.ToString().ToUpperInvariant()),
            ValueForm.Title => FieldValue.OfText(Title(piece)),
            _ => FieldValue.OfText(piece.ToString()),
        };
    }

    // A dollar and a yen may be others' as well: where they are, the form is not the one that examples show.
    private static string? CodeOf(ReadOnlySpan<char> piece) => piece switch
    {
        "€" => "EUR",
        "$" => "USD",
        "£" => "GBP",
        "¥" => "JPY",
        "₹" => "INR",
        _ => null,
    };

    private static FieldValue OfDate(DateOnly date) => FieldValue.OfText(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static string Kept(ReadOnlySpan<char> piece, Func<char, bool> isKept)
    {
        var kept = new StringBuilder(piece.Length);
        foreach (var character in piece)
            if (isKept(character)) kept.Append(character);
        return kept.ToString();
    }

    private static string Spaced(ReadOnlySpan<char> piece)
    {
        var spaced = new StringBuilder(piece.Length);
        foreach (var character in piece)
        {
            if (!char.IsWhiteSpace(character)) spaced.Append(character);
            else if (spaced.Length > 0 && spaced[^1] != ' ') spaced.Append(' ');
        }

        return spaced.ToString();
    }

    private static string Title(ReadOnlySpan<char> piece)
    {
        var title = new StringBuilder(piece.Length);
        for (var i = 0; i < piece.Length; i++)
            title.Append(i == 0 || !char.IsLetterOrDigit(piece[i - 1]) ? char.ToUpperInvariant(piece[i]) : char.ToLowerInvariant(piece[i]));
        return title.ToString();
    }
}
