namespace Atomic.Core.Schemas;

/// <summary>Finds lower and upper bounds that leave nothing between them.</summary>
internal static class SchemaBounds
{
    /// <summary>The contradiction between two counts; null where there is none.</summary>
    /// <param name="parts">The parts that apply together.</param>
    /// <param name="least">The keyword of the lower bound.</param>
    /// <param name="most">The keyword of the upper bound.</param>
    public static SchemaDefect? OfCounts(IReadOnlyList<SchemaPart> parts, string least, string most) => Between(parts, least, most, false);

    /// <summary>The contradiction between the bounds of a number; null where there is none.</summary>
    /// <param name="parts">The parts that apply together.</param>
    public static SchemaDefect? OfNumbers(IReadOnlyList<SchemaPart> parts) =>
        Between(parts, "minimum", "maximum", false)
        ?? Between(parts, "exclusiveMinimum", "maximum", true)
        ?? Between(parts, "minimum", "exclusiveMaximum", true)
        ?? Between(parts, "exclusiveMinimum", "exclusiveMaximum", true);

    private static SchemaDefect? Between(IReadOnlyList<SchemaPart> parts, string least, string most, bool exclusive)
    {
        foreach (var low in parts)
        {
            if (low.Number(least) is not { } from) continue;
            foreach (var high in parts)
            {
                if (high.Number(most) is not { } to) continue;
                var order = from.OrderAgainst(to);
                if (order > 0 || (exclusive && order == 0))
                    return new SchemaDefect(JsonPointer.Append(low.Pointer, least), $"\"{least}\" leaves nothing below \"{most}\", so that no value fits; correct one of the two.");
            }
        }

        return null;
    }
}
