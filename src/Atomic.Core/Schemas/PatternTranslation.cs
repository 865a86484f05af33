using System.Globalization;
using System.Text;

namespace Atomic.Core.Schemas;

/// <summary>Writes an ECMA-262 regular expression (Unicode mode) as one for .NET that matches the same texts: `\d`, `\w`, `\s` and `.`
/// are other sets there, `$` also matches before a last line feed, and characters beyond U+FFFF are two units. Measures its
/// size on the way.</summary>
internal sealed class PatternTranslation
{
    private readonly string _pattern;
    private readonly StringBuilder _output = new();
    private readonly Stack<PatternSize> _groups = new();
    private PatternSize _size;
    private int _at;

    /// <summary>Translates at once; see <see cref="Fault"/>.</summary>
    public PatternTranslation(string pattern)
    {
        _pattern = pattern;
        while (Fault is null && _at < pattern.Length) Fault = ReadNext();
        if (_groups.Count > 0) Fault ??= "The regular expression has an open parenthesis; close it.";
    }

    /// <summary>What is wrong, or null; the other members are of use only without a fault.</summary>
    public string? Fault { get; private set; }

    /// <summary>The expression for .NET.</summary>
    public string Text => _output.ToString();

    /// <summary>Its length in atoms when counted repetition is written out.</summary>
    public int Size => _size.Total;

    private char Next => _at < _pattern.Length ? _pattern[_at] : '\0';

    private string? ReadNext()
    {
        var c = _pattern[_at++];
        switch (c)
        {
            case '(':
                return OpenGroup();
            case ')':
                return CloseGroup();
            case '[':
                return ReadClass();
            case '\\':
                return ReadEscape();
            case '{':
                return ReadCount();
            case '*' or '+' or '?' or '|' or '^':
                _output.Append(c);
                return null;
            case '$':
                _output.Append(@"\z");
                return null;
            case '.':
                return Atom(CharacterSets.Outside(CharacterSets.LineEnds));
            default:
                // A quantifier after a surrogate pair belongs to the whole of it.
                return char.IsHighSurrogate(c) && char.IsLowSurrogate(Next) ? Atom($"(?:{c}{_pattern[_at++]})") : Atom(c.ToString());
        }
    }

    private string? Atom(string text)
    {
        _output.Append(text);
        _size.Add(1);
        return null;
    }

    private string? OpenGroup()
    {
        if (Next == '?')
        {
            var rest = _pattern.AsSpan(_at);
            var nameEnd = rest.IndexOf('>');
            var isNamed = rest.Length > 2 && rest[1] == '<' && (char.IsLetter(rest[2]) || rest[2] is '_' or '$') && nameEnd > 0;
            if (!isNamed && !rest.StartsWith("?:"))
                return "The regular expression uses a group other than (...), (?:...) and (?<name>...); remove lookaround and modifiers.";
            _at += isNamed ? nameEnd + 1 : 2;
        }
        _output.Append("(?:");
        _groups.Push(_size);
        _size = default;
        return null;
    }

    private string? CloseGroup()
    {
        if (!_groups.TryPop(out var outer)) return "The regular expression closes a parenthesis that is not open; escape or remove it.";
        _output.Append(')');
        outer.Add(Math.Max(1, _size.Total));
        _size = outer;
        return null;
    }

    private string? ReadCount()
    {
        var end = _pattern.IndexOf('}', _at);
        var parts = end < 0 ? [] : _pattern[_at..end].Split(',');
        var isCount = parts.Length is 1 or 2 && parts[0].Length > 0 && parts.All(part => part.All(char.IsAsciiDigit));
        if (!isCount) return Atom(@"\{");
        var largest = parts[^1].Length > 0 ? parts[^1] : parts[0];
        _size.Repeat(int.TryParse(largest, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : int.MaxValue);
        _output.Append(_pattern, _at - 1, end - _at + 2);
        _at = end + 1;
        return null;
    }

    private string? ReadEscape()
    {
        var c = Next;
        if (CharacterSets.OfEscape(c) is { } set)
        {
            _at++;
            return Atom(char.IsUpper(c) ? CharacterSets.Outside(CharacterSets.OfEscape(char.ToLowerInvariant(c))!) : $"[{set}]");
        }
        if (c is 'b' or 'B')
        {
            _at++;
            _output.Append('\\').Append(c);
            return null;
        }
        return EscapeReader.TryRead(_pattern, ref _at, out var text, out var fault) ? Atom(text.Length > 6 ? $"(?:{text})" : text) : fault;
    }

    private string? ReadClass()
    {
        var isNegated = Next == '^';
        if (isNegated) _at++;
        var members = new StringBuilder();
        var isAfterSet = false;
        while (Next != ']')
        {
            if (_at >= _pattern.Length) return "The regular expression has an open bracket; close it.";
            var c = _pattern[_at++];
            var isEscape = c == '\\';
            if (isEscape && CharacterSets.OfEscape(Next) is { } set)
            {
                members.Append(set);
                _at++;
                isAfterSet = true;
                continue;
            }
            if (isEscape)
            {
                if (!EscapeReader.TryRead(_pattern, ref _at, out var text, out var fault)) return fault;
                if (text.Length > 6 && text[1] == 'u') return EscapeReader.BeyondPlane;
                members.Append(text);
            }
            else if (char.IsSurrogate(c)) return EscapeReader.BeyondPlane;
            else if (c == '-') members.Append(isAfterSet || IsBeforeSet() ? @"\-" : "-");
            else members.Append(c == '[' ? @"\[" : c);
            isAfterSet = false;
        }
        _at++;
        if (isNegated) return Atom(CharacterSets.Outside(members.ToString()));
        return Atom(members.Length == 0 ? CharacterSets.Nothing : $"[{members}]");
    }

    // A hyphen beside a set stands for itself; .NET would see a range to the set's first character.
    private bool IsBeforeSet() => Next == '\\' && _at + 1 < _pattern.Length && CharacterSets.OfEscape(_pattern[_at + 1]) is not null;
}
