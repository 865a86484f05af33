using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Atomic.Core.Schemas;

/// <summary>Translates an escape of ECMA-262 that stands for one character or for a Unicode property.</summary>
internal static class EscapeReader
{
    /// <summary>The refusal of a character that .NET has no way to put into a class.</summary>
    public const string BeyondPlane =
        "The regular expression has a character beyond U+FFFF in brackets; write alternatives with \"|\" instead.";

    private const string Unknown =
        "The regular expression has an escape that ECMA-262 does not know or that needs backtracking; correct it.";

    /// <summary>The long names of general categories for which .NET has only the short ones.</summary>
    private static readonly FrozenDictionary<string, string> ShortNames = new Dictionary<string, string>
    {
        ["Letter"] = "L", ["Uppercase_Letter"] = "Lu", ["Lowercase_Letter"] = "Ll", ["Titlecase_Letter"] = "Lt", ["Modifier_Letter"] = "Lm",
        ["Other_Letter"] = "Lo", ["Mark"] = "M", ["Number"] = "N", ["Decimal_Number"] = "Nd", ["digit"] = "Nd", ["Letter_Number"] = "Nl",
        ["Other_Number"] = "No", ["Punctuation"] = "P", ["punct"] = "P", ["Symbol"] = "S", ["Separator"] = "Z", ["Space_Separator"] = "Zs",
    }.ToFrozenDictionary();

    /// <summary>Reads the escape whose backslash stands before <paramref name="at"/>.</summary>
    /// <param name="pattern">The expression.</param>
    /// <param name="at">Moves behind the escape.</param>
    /// <param name="text">What to write for it: at most six characters, or two units or a property.</param>
    /// <param name="fault">What is wrong with it.</param>
    public static bool TryRead(string pattern, ref int at, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out string? fault)
    {
        var c = at < pattern.Length ? pattern[at++] : '\0';
        text = c switch
        {
            't' or 'n' or 'v' or 'f' or 'r' or 'b' => $@"\{c}",
            '0' when at >= pattern.Length || !char.IsAsciiDigit(pattern[at]) => @"\x00",
            'x' => TakeHex(pattern, ref at, 2) is { } unit ? Unit(unit) : null,
            'u' => ReadUnicode(pattern, ref at),
            'c' when at < pattern.Length && char.IsAsciiLetter(pattern[at]) => Unit(pattern[at++] % 32),
            'p' or 'P' => ReadProperty(pattern, c, ref at),
            '\0' => null,
            _ when char.IsAsciiLetterOrDigit(c) => null,
            _ when c < 128 => $@"\{c}",
            _ => c.ToString(),
        };
        fault = text is null ? Unknown : null;
        return text is not null;
    }

    private static string Unit(int code) => string.Create(CultureInfo.InvariantCulture, $@"\u{code:X4}");

    private static int? TakeHex(string pattern, ref int at, int length)
    {
        if (at + length > pattern.Length) return null;
        var digits = pattern.AsSpan(at, length);
        if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)) return null;
        at += length;
        return code;
    }

    private static string? ReadUnicode(string pattern, ref int at)
    {
        if (at < pattern.Length && pattern[at] == '{')
        {
            var end = pattern.IndexOf('}', at);
            if (end < 0 || end - at > 7) return null;
            at++;
            var point = TakeHex(pattern, ref at, end - at);
            at = end + 1;
            if (point is not { } code || code > 0x10FFFF) return null;
            return code < 0x10000 ? Unit(code) : Unit(0xD7C0 + (code >> 10)) + Unit(0xDC00 + (code & 0x3FF));
        }
        if (TakeHex(pattern, ref at, 4) is not { } first) return null;
        var isPair = first is >= 0xD800 and <= 0xDBFF && at + 6 <= pattern.Length && pattern[at] == '\\' && pattern[at + 1] == 'u';
        if (!isPair) return Unit(first);
        at += 2;
        return TakeHex(pattern, ref at, 4) is { } second ? Unit(first) + Unit(second) : null;
    }

    private static string? ReadProperty(string pattern, char letter, ref int at)
    {
        var end = pattern.IndexOf('}', at);
        if (at >= pattern.Length || pattern[at] != '{' || end < 0) return null;
        var name = pattern[(at + 1)..end];
        at = end + 1;
        foreach (var prefix in (string[])["General_Category=", "gc="])
        {
            if (name.StartsWith(prefix)) name = name[prefix.Length..];
        }
        return $@"\{letter}{{{ShortNames.GetValueOrDefault(name, name)}}}";
    }
}
