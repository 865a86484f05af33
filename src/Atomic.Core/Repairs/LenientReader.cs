using System.Buffers;
using System.Text;
using Atomic.Core.Schemas;

namespace Atomic.Core.Repairs;

/// <summary>
/// Reads one value that is nearly JSON and writes it as JSON, in one pass without recursion. What it lets pass is named in <see cref="Repairs"/>; at
/// anything else it gives up, so that nothing is guessed.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="start">Where the value begins, maybe after blanks.</param>
internal sealed class LenientReader(string text, int start)
{
    private static readonly SearchValues<char> OfNumbers = SearchValues.Create("+-.0123456789eE");

    private readonly StringBuilder _json = new();
    private readonly Stack<char> _open = new();
    private int _at = start;
    private bool _comma;

    private enum Expected
    {
        Value,
        FirstItem,
        NextItem,
        FirstName,
        NextName,
        Colon,
        Separator,
        Nothing,
    }

    /// <summary>What was let pass.</summary>
    public RepairSet Repairs { get; } = new();

    /// <summary>Where reading ended: behind the value, or where it gave up.</summary>
    public int End => _at;

    /// <summary>The value as JSON; null where it cannot be read. The result still has to be parsed: numbers are copied as they stand.</summary>
    public string? Read()
    {
        Expected? expected = Expected.Value;
        while (expected is not Expected.Nothing)
        {
            if (!SkipBlanks() || _at == text.Length) return null;
            expected = expected switch
            {
                Expected.Value or Expected.FirstItem or Expected.NextItem => ReadValue(expected.Value),
                Expected.FirstName or Expected.NextName => ReadName(expected.Value),
                Expected.Colon => Take(':', Expected.Value),
                _ => ReadSeparator(),
            };
            if (expected is null) return null;
        }

        return _json.ToString();
    }

    /// <summary>The value as JSON where nothing but blanks and comments stands behind it; null otherwise.</summary>
    public string? ReadWhole() => Read() is { } json && SkipBlanks() && _at == text.Length ? json : null;

    private Expected? ReadValue(Expected expected)
    {
        var next = text[_at];
        if (next == ']' && expected != Expected.Value) return Close(expected == Expected.NextItem);
        WriteComma();
        if (next is '{' or '[') return Open(next);
        if (QuotedText.IsQuote(next)) return ReadQuoted(Expected.Separator);
        return next is '-' or (>= '0' and <= '9') ? ReadNumber() : ReadLiteral();
    }

    private Expected? ReadName(Expected expected)
    {
        var next = text[_at];
        if (next == '}') return Close(expected == Expected.NextName);
        WriteComma();
        if (QuotedText.IsQuote(next)) return ReadQuoted(Expected.Colon);
        if (Word() is not { Length: > 0 } name) return null;
        Repairs.Add(RepairNames.UnquotedKey);
        _json.Append('"').Append(name).Append('"');
        return Expected.Colon;
    }

    private Expected? ReadQuoted(Expected then)
    {
        _at = QuotedText.Copy(text, _at, _json, Repairs);
        return _at < 0 ? GiveUp() : AfterValue(then);
    }

    private Expected? ReadNumber()
    {
        var length = text.AsSpan(_at).IndexOfAnyExcept(OfNumbers);
        var end = length < 0 ? text.Length : _at + length;
        _json.Append(text, _at, end - _at);
        _at = end;
        return AfterValue(Expected.Separator);
    }

    private Expected? ReadLiteral()
    {
        var word = Word();
        var meant = word switch
        {
            "true" or "True" or "TRUE" => "true",
            "false" or "False" or "FALSE" => "false",
            "null" or "Null" or "NULL" or "None" or "undefined" => "null",
            _ => null, // NaN and Infinity too: JSON has no such value
        };
        if (meant is null) return null;
        if (meant != word) Repairs.Add(RepairNames.Literal);
        _json.Append(meant);
        return AfterValue(Expected.Separator);
    }

    private Expected? ReadSeparator()
    {
        if (text[_at] is '}' or ']') return Close(afterComma: false);
        _comma = true;
        return Take(',', _open.Peek() == '{' ? Expected.NextName : Expected.NextItem, written: false);
    }

    private Expected? Open(char bracket)
    {
        if (_open.Count == SchemaLimits.MaxJsonDepth) return null;
        _open.Push(bracket);
        return Take(bracket, bracket == '{' ? Expected.FirstName : Expected.FirstItem);
    }

    private Expected? Close(bool afterComma)
    {
        var bracket = text[_at];
        if (_open.Pop() != (bracket == '}' ? '{' : '[')) return null;
        if (afterComma) Repairs.Add(RepairNames.TrailingComma);
        _comma = false;
        _at++;
        _json.Append(bracket);
        return AfterValue(Expected.Separator);
    }

    private Expected AfterValue(Expected then) => then == Expected.Separator && _open.Count == 0 ? Expected.Nothing : then;

    private Expected? Take(char wanted, Expected then, bool written = true)
    {
        if (text[_at] != wanted) return null;
        _at++;
        if (written) _json.Append(wanted);
        return then;
    }

    private Expected? GiveUp()
    {
        _at = text.Length;
        return null;
    }

    // A comma is written with what follows it, so that one that nothing follows is left out.
    private void WriteComma()
    {
        if (_comma) _json.Append(',');
        _comma = false;
    }

    private string Word()
    {
        var end = _at;
        while (end < text.Length && (char.IsAsciiLetter(text[end]) || text[end] is '_' or '$' || (end > _at && (char.IsAsciiDigit(text[end]) || text[end] == '-')))) end++;
        var word = text[_at..end];
        _at = end;
        return word;
    }

    private bool SkipBlanks()
    {
        while (_at < text.Length)
        {
            if (text[_at] is ' ' or '\t' or '\r' or '\n')
            {
                _at++;
                continue;
            }

            if (text[_at] != '/') break;
            if (!SkipComment()) return false;
        }

        return true;
    }

    private bool SkipComment()
    {
        var opening = text.AsSpan(_at, Math.Min(2, text.Length - _at));
        var closing = opening is "//" ? "\n" : opening is "/*" ? "*/" : null;
        if (closing is null) return false;
        var end = text.IndexOf(closing, _at + 2, StringComparison.Ordinal);
        if (end < 0 && closing == "*/") return false;
        Repairs.Add(RepairNames.Comments);
        _at = end < 0 ? text.Length : end + closing.Length;
        return true;
    }
}
