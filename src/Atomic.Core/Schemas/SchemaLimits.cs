namespace Atomic.Core.Schemas;

/// <summary>The bounds within which schemas are compiled and answers validated. They are constants, so that the same schema and answer
/// give the same verdict on every machine; none of them is a time.</summary>
public static class SchemaLimits
{
    /// <summary>Largest schema, in bytes of its UTF-8 text as it was sent.</summary>
    public const int MaxSchemaBytes = 64 * 1024;

    /// <summary>Deepest nesting of subschemas inside one another, in subschemas; the root counts as one.</summary>
    public const int MaxSchemaDepth = 32;

    /// <summary>Most subschemas in one schema, the root included.</summary>
    public const int MaxSubschemas = 2_000;

    /// <summary>Longest chain of subschemas that apply to the same value (`$ref`, `allOf`, `if`, ...), in subschemas.</summary>
    public const int MaxReferenceChain = 64;

    /// <summary>Longest regular expression, in UTF-16 code units.</summary>
    public const int MaxPatternLength = 1_024;

    /// <summary>Most distinct regular expressions in one schema; each takes about half a megabyte once it is compiled.</summary>
    public const int MaxPatterns = 64;

    /// <summary>Largest sum of the sizes of all distinct regular expressions of a schema, each written out without counted repetition:
    /// `[a-z]{2,8}` counts 8.</summary>
    public const int MaxPatternSize = 5_000;

    /// <summary>Deepest nesting of arrays and objects, in levels, in an answer and in the text of a schema.</summary>
    public const int MaxJsonDepth = 64;

    /// <summary>Largest answer, in bytes of its UTF-8 text.</summary>
    public const int MaxInstanceBytes = 4 * 1024 * 1024;

    /// <summary>Longest number, in characters as written; exponents have at most nine digits.</summary>
    public const int MaxNumberLength = 128;

    /// <summary>Most violations that one validation reports; it stops when it has found so many.</summary>
    public const int MaxViolations = 20;

    /// <summary>Most steps of one validation. Applying a subschema to a value is a step; work that grows with the value (texts,
    /// comparisons, regular expressions) costs steps in proportion.</summary>
    public const int MaxSteps = 1_000_000;

    /// <summary>Most subschemas that one validation applies inside one another, so that the call stack is bounded.</summary>
    public const int MaxNestedApplications = 512;
}
