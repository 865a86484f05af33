using System.Text.Json;

namespace Atomic.Core.Extraction;

/// <summary>
/// Finds where a value stands in a text, in whatever form. Where it stands more than once, all places are found: which one is meant is nobody's to say, and learned. Bounded by the number
/// of tokens times the length of the value.
/// </summary>
internal static class SpanFinder
{
    /// <summary>The most tokens of a value.</summary>
    public const int MaxTokens = 24;

    /// <summary>The most places that count.</summary>
    private const int MaxPlaces = 32;

    private const int ShortestDigits = 4;
    private const int MaxNumberTokens = 4;

    /// <summary>The places in order; empty where it is nowhere.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The value.</param>
    public static List<TokenSpan> Find(TokenizedText text, FieldValue value)
    {
        var found = new List<TokenSpan>();
        if (value.Kind is not (JsonValueKind.String or JsonValueKind.Number) || value.Text.Length is 0 or > ValueForms.MaxLength) return found;
        var isDate = value.Kind == JsonValueKind.String && value.Text.Length == 10 && value.Text[4] == '-' && value.Text[7] == '-';
        var isDigits = value.Text.Length >= ShortestDigits && value.Text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;
        for (var first = 0; first < text.Tokens.Count && found.Count < MaxPlaces; first++)
        {
            if (value.Kind == JsonValueKind.Number)
            {
                AddReadable(text, first, MaxNumberTokens, value, found);
                continue;
            }

            if (text.Tokens[first].Kind == TokenKind.Mark && ValueForms.Apply(ValueForm.CurrencyCode, text.Between(first, first)) == value)
            {
                found.Add(new TokenSpan(first, first));
                continue;
            }

            var last = LastOf(text, first, value.Text, static character => !char.IsWhiteSpace(character));
            if (last < 0 && isDigits) last = LastOf(text, first, value.Text, char.IsAsciiDigit);
            if (last >= 0 && FormsOf(text, new TokenSpan(first, last), value).Any()) found.Add(new TokenSpan(first, last));
            else if (isDate) AddReadable(text, first, DateReader.MaxTokens, value, found);
        }

        return found;
    }

    /// <summary>The forms under which a piece of the text is the value.</summary>
    public static IEnumerable<ValueForm> FormsOf(TokenizedText text, TokenSpan span, FieldValue value)
    {
        for (var form = ValueForm.Verbatim; (int)form < ValueForms.Count; form++)
        {
            if (ValueForms.Gives(form, value.Kind) && ValueForms.Apply(form, text.Between(span.First, span.Last)) == value) yield return form;
        }
    }

    // Numbers and dates look quite unlike their values: whatever begins like one is read.
    private static void AddReadable(TokenizedText text, int first, int most, FieldValue value, List<TokenSpan> found)
    {
        var token = text.Tokens[first];
        var begins = token.Kind == TokenKind.Number || (value.Kind == JsonValueKind.String ? token.Kind == TokenKind.Word : text.Text[token.Start] is '-' or '+' or '−');
        for (var last = first; begins && last < text.Tokens.Count && last < first + most; last++)
        {
            if (text.Tokens[last].Line != token.Line) return;
            if (!IsRead(text.Between(first, last), value)) continue;
            found.Add(new TokenSpan(first, last));
            return;
        }
    }

    private static bool IsRead(ReadOnlySpan<char> piece, FieldValue value) => value.Kind == JsonValueKind.Number
        ? ValueForms.Apply(ValueForm.PointNumber, piece) == value || ValueForms.Apply(ValueForm.CommaNumber, piece) == value
        : ValueForms.Apply(ValueForm.DayFirstDate, piece) == value || ValueForms.Apply(ValueForm.MonthFirstDate, piece) == value;

    /// <summary>The token at whose end the value is complete that begins with a token, by the characters that count and without regard to case; -1 where it does not stand there.</summary>
    private static int LastOf(TokenizedText text, int first, string value, Func<char, bool> counts)
    {
        var at = 0;
        for (var last = first; last < text.Tokens.Count && last < first + MaxTokens; last++)
        {
            foreach (var character in text.Between(last, last))
            {
                if (!counts(character)) continue;
                while (at < value.Length && !counts(value[at])) at++;
                if (at == value.Length || char.ToLowerInvariant(value[at]) != char.ToLowerInvariant(character)) return -1;
                at++;
            }

            while (at < value.Length && !counts(value[at])) at++;
            if (at == value.Length) return last;
        }

        return -1;
    }
}
