using System.Text.Json;

namespace Atomic.Core.Schemas;

/// <summary>Keywords about numbers: `multipleOf` and the four bounds (Validation, section 6.2). All compare exactly.</summary>
internal static class NumberAssertions
{
    /// <summary>The readers of this family by keyword.</summary>
    public static Dictionary<string, Func<KeywordSource, SchemaRule?>> Readers { get; } = new()
    {
        ["multipleOf"] = ReadMultipleOf,
        ["maximum"] = source => ReadBound(source, "at most", order => order <= 0),
        ["exclusiveMaximum"] = source => ReadBound(source, "less than", order => order < 0),
        ["minimum"] = source => ReadBound(source, "at least", order => order >= 0),
        ["exclusiveMinimum"] = source => ReadBound(source, "more than", order => order > 0),
    };

    private static Assertion? ReadBound(KeywordSource source, string relation, Func<int, bool> isWithin)
    {
        if (source.Number() is not { } bound) return null;
        var message = $"The number must be {relation} {source.Value.GetRawText()}.";
        return new Assertion(source.Keyword, JsonValueKind.Number,
            (instance, _) => isWithin(ExactNumber.Read(instance).OrderAgainst(bound)) ? null : message);
    }

    private static SchemaRule? ReadMultipleOf(KeywordSource source)
    {
        if (source.Number() is not { } divisor) return null;
        if (divisor.Sign <= 0) return source.Refuse("\"multipleOf\" must be greater than 0; replace its value.");
        var message = $"The number must be a multiple of {source.Value.GetRawText()}.";
        return new Assertion(source.Keyword, JsonValueKind.Number,
            (instance, run) =>
            {
                // Dividing long numbers is the one assertion whose cost a number can drive up.
                run.Spend(instance.GetRawText().Length / 4);
                return ExactNumber.Read(instance).IsMultipleOf(divisor) ? null : message;
            });
    }
}
