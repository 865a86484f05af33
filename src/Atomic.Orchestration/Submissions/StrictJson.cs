using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;
using Atomic.Core.Errors;
using Atomic.Orchestration.Service;

namespace Atomic.Orchestration.Submissions;

/// <summary>
/// Looks for what makes a body unsafe to read: bytes that are not UTF-8, text that is not JSON, nesting beyond
/// <see cref="SubmissionLimits.MaxDepth"/>, a name twice in one object, and strings that are not text (half a surrogate pair, NUL).
/// After it, every string of the document can be read and every name means one thing.
/// </summary>
public ref struct StrictJson
{
    /// <summary>A set of names that has grown beyond this is not reused: clearing it for each of many small objects would be quadratic.</summary>
    private const int MaxReusedNames = 64;

    private readonly string?[] _names = new string?[SubmissionLimits.MaxDepth];
    private readonly HashSet<string>?[] _seen = new HashSet<string>?[SubmissionLimits.MaxDepth];
    private readonly int[] _items = new int[SubmissionLimits.MaxDepth];
    private readonly bool[] _isArray = new bool[SubmissionLimits.MaxDepth];
    private int _depth;

    /// <summary>A scan at its start.</summary>
    public StrictJson()
    {
    }

    /// <summary>The first fault of the body, or null.</summary>
    /// <param name="utf8">The body.</param>
    public static Problem? FindFault(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) return new Problem(ErrorCodes.MalformedJson, "The body is empty; send a JSON object.");
        if (!Utf8.IsValid(utf8)) return new Problem(ErrorCodes.MalformedJson, "The body is not valid UTF-8; encode the JSON text as UTF-8.");

        // One level more than allowed, so that the limit is found here, with its own message.
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = SubmissionLimits.MaxDepth + 1 });
        var scan = new StrictJson();
        try
        {
            while (reader.Read())
            {
                if (scan.Visit(ref reader) is { } fault) return fault;
            }
        }
        catch (JsonException exception)
        {
            // The reader has no way of its own to refuse as a value.
            return new Problem(ErrorCodes.MalformedJson, Describe(exception));
        }

        return null;
    }

    private Problem? Visit(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                return VisitName(ref reader);
            case JsonTokenType.StartObject:
            case JsonTokenType.StartArray:
                CountItem();
                return Open(reader.TokenType == JsonTokenType.StartArray);
            case JsonTokenType.EndObject:
            case JsonTokenType.EndArray:
                _depth--;
                return null;
            case JsonTokenType.String:
                CountItem();
                return reader.ValueIsEscaped && FindTextFault(reader.ValueSpan) is { } fault ? NotText(fault, Pointer(_depth)) : null;
            default:
                CountItem();
                return null;
        }
    }

    private void CountItem()
    {
        if (_depth > 0 && _isArray[_depth - 1]) _items[_depth - 1]++;
    }

    private Problem? Open(bool isArray)
    {
        if (_depth == SubmissionLimits.MaxDepth)
        {
            return new Problem(
                ErrorCodes.InvalidField,
                $"The body is nested deeper than {SubmissionLimits.MaxDepth} levels; send a flatter input.");
        }

        _isArray[_depth] = isArray;
        _items[_depth] = -1;
        _names[_depth] = null;
        if (!isArray)
        {
            var seen = _seen[_depth];
            if (seen is null || seen.Capacity > MaxReusedNames) _seen[_depth] = new HashSet<string>(StringComparer.Ordinal);
            else seen.Clear();
        }

        _depth++;
        return null;
    }

    private readonly Problem? VisitName(ref Utf8JsonReader reader)
    {
        var level = _depth - 1;
        if (reader.ValueIsEscaped && FindTextFault(reader.ValueSpan) is { } fault) return NotText(fault, Pointer(level));
        var name = reader.GetString()!;
        _names[level] = name;
        return _seen[level]!.Add(name)
            ? null
            : new Problem(
                ErrorCodes.InvalidField,
                $"The name {RequestPointer.Quote(name)} stands twice in one object; send each name once.",
                Pointer(_depth));
    }

    private readonly string Pointer(int depth)
    {
        var pointer = "";
        for (var i = 0; i < depth; i++)
        {
            pointer = _isArray[i]
                ? RequestPointer.Append(pointer, Math.Max(0, _items[i]))
                : RequestPointer.Append(pointer, _names[i] ?? "");
        }

        return pointer;
    }

    private static Problem NotText(string fault, string pointer) =>
        new(ErrorCodes.MalformedJson, $"A string contains {fault}; send text only.", pointer);

    private static string? FindTextFault(ReadOnlySpan<byte> escaped)
    {
        for (var at = escaped.IndexOf((byte)'\\'); at >= 0; at = NextEscape(escaped, at))
        {
            if (escaped[at + 1] != (byte)'u') continue;
            var unit = CodeUnit(escaped, at);
            if (unit == '\0') return "the NUL character (\\u0000)";
            if (char.IsLowSurrogate(unit)) return "half a surrogate pair";
            if (!char.IsHighSurrogate(unit)) continue;
            var next = at + 6;
            var paired = next + 6 <= escaped.Length
                && escaped[next] == (byte)'\\'
                && escaped[next + 1] == (byte)'u'
                && char.IsLowSurrogate(CodeUnit(escaped, next));
            if (!paired) return "half a surrogate pair";
            at = next;
        }

        return null;
    }

    private static int NextEscape(ReadOnlySpan<byte> escaped, int at)
    {
        // The reader has checked the escape itself: two bytes, or six for \uXXXX, of which the last four are never a backslash.
        var from = at + 2;
        var offset = escaped[from..].IndexOf((byte)'\\');
        return offset < 0 ? -1 : from + offset;
    }

    private static char CodeUnit(ReadOnlySpan<byte> escaped, int at) =>
        Utf8Parser.TryParse(escaped.Slice(at + 2, 4), out ushort unit, out _, 'x') ? (char)unit : '\0';

    private static string Describe(JsonException exception)
    {
        var message = exception.Message;
        var position = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var reason = position < 0 ? message : message[..position];
        return $"The body is not JSON (line {(exception.LineNumber ?? 0) + 1}, byte {(exception.BytePositionInLine ?? 0) + 1}): {reason}";
    }
}
