namespace Atomic.Core.Repairs;

/// <summary>
/// The stable names of the repairs. A repair changes how an answer is written, never what it says: no value, name or item is invented, and the repaired
/// answer still has to meet the output schema.
/// </summary>
public static class RepairNames
{
    /// <summary>The JSON stood in a Markdown code fence.</summary>
    public const string CodeFence = "code-fence";

    /// <summary>Prose stood around the only JSON object or array.</summary>
    public const string SurroundingText = "surrounding-text";

    /// <summary>Comments were left out.</summary>
    public const string Comments = "comments";

    /// <summary>A comma before a closing bracket was left out.</summary>
    public const string TrailingComma = "trailing-comma";

    /// <summary>Strings stood in single or typographic quotes, or had a single quote escaped.</summary>
    public const string WrongQuotes = "wrong-quotes";

    /// <summary>A property's name stood without quotes.</summary>
    public const string UnquotedKey = "unquoted-key";

    /// <summary>A literal of another language: <c>True</c>, <c>False</c>, <c>None</c>, <c>undefined</c>.</summary>
    public const string Literal = "literal";

    /// <summary>The answer was the bare text of a string.</summary>
    public const string BareText = "bare-text";

    /// <summary>A string held the JSON of the object or array that is wanted.</summary>
    public const string DoubleEncoded = "double-encoded";

    /// <summary>A number came as a string.</summary>
    public const string NumberAsString = "number-as-string";

    /// <summary>A string came as a number.</summary>
    public const string StringAsNumber = "string-as-number";

    /// <summary>A boolean came as a string.</summary>
    public const string BooleanAsString = "boolean-as-string";

    /// <summary>A string of an enumeration came in other case, or with white space around it.</summary>
    public const string EnumCase = "enum-case";

    /// <summary>All names in the order in which repairs are tried and recorded.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        CodeFence, SurroundingText, Comments, TrailingComma, WrongQuotes, UnquotedKey, Literal, BareText,
        DoubleEncoded, NumberAsString, StringAsNumber, BooleanAsString, EnumCase,
    ];
}
