namespace Atomic.Core.Schemas;

/// <summary>The character sets of ECMA-262 as members of a .NET character class.</summary>
internal static class CharacterSets
{
    /// <summary>What `.` does not match.</summary>
    public const string LineEnds = @"\n\r\u2028\u2029";

    /// <summary>Matches nothing, as `[]` does.</summary>
    public const string Nothing = @"[^\u0000-\uFFFF]";

    private const string Digit = "0-9";
    private const string NoDigit = @"\u0000-/:-\uFFFF";
    private const string Word = "A-Za-z0-9_";
    private const string NoWord = @"\u0000-/:-@\[-\^`{-\uFFFF";
    private const string Space = @"\t\n\v\f\r \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF";
    private const string NoSpace =
        @"\u0000-\u0008\u000E-\u001F!-\u009F\u00A1-\u167F\u1681-\u1FFF"
        + @"\u200B-\u2027\u202A-\u202E\u2030-\u205E\u2060-\u2FFF\u3001-\uFEFE\uFF00-\uFFFF";

    /// <summary>The set that an escape such as `\d` stands for; null for other escapes.</summary>
    public static string? OfEscape(char letter) => letter switch
    {
        'd' => Digit,
        'D' => NoDigit,
        'w' => Word,
        'W' => NoWord,
        's' => Space,
        'S' => NoSpace,
        _ => null,
    };

    /// <summary>An expression for one character, whole also beyond U+FFFF, that is not in the set.</summary>
    public static string Outside(string members) => $@"(?:[^{members}\uD800-\uDFFF]|[\uD800-\uDBFF][\uDC00-\uDFFF])";
}
