using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Atomic.Core.Schemas;

/// <summary>A regular expression of a schema, matched in time linear in the text. Safe for concurrent use.</summary>
internal sealed class SchemaPattern
{
    private readonly Regex _regex;

    private SchemaPattern(Regex regex, int size) => (_regex, Size) = (regex, size);

    /// <summary>Its length when counted repetition is written out; the work per character grows with it.</summary>
    public int Size { get; }

    /// <summary>Compiles an ECMA-262 expression.</summary>
    public static bool TryCreate(
        string text, [NotNullWhen(true)] out SchemaPattern? pattern, [NotNullWhen(false)] out string? message)
    {
        pattern = null;
        message = text.Length > SchemaLimits.MaxPatternLength
            ? $"The regular expression is longer than {SchemaLimits.MaxPatternLength} characters; simplify it."
            : null;
        if (message is not null) return false;
        var translation = new PatternTranslation(text);
        message = translation.Fault;
        if (message is null && translation.Size > SchemaLimits.MaxPatternSize)
            message = $"Repetition makes the regular expression larger than {SchemaLimits.MaxPatternSize}; repeat less or use maxLength.";
        if (message is not null) return false;
        try
        {
            // Without backtracking a hostile expression costs time linear in the text; the bounds above keep the factor small.
            var regex = new Regex(translation.Text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            pattern = new SchemaPattern(regex, translation.Size);
            return true;
        }
        catch (ArgumentException) // the engine has no Try form; a wrong expression is an expected answer here
        {
            message = "The regular expression is not valid; correct it.";
            return false;
        }
        catch (Exception failure) when (failure is NotSupportedException or InsufficientExecutionStackException) // as above
        {
            message = "The regular expression is too large to be matched without backtracking; repeat less or use maxLength.";
            return false;
        }
    }

    /// <summary>Whether the expression matches anywhere in the text.</summary>
    public bool IsMatch(string text, ValidationRun run)
    {
        run.Spend(1 + ((long)text.Length * (1 + (Size / 8)) / 16));
        return !run.HasEnded && _regex.IsMatch(text);
    }
}
