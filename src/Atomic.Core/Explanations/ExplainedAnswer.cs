using System.Text.Json;

namespace Atomic.Core.Explanations;

/// <summary>The answer that the caller got.</summary>
/// <param name="BidderId">Who gave it.</param>
/// <param name="Attempt">The number of the attempt that gave it.</param>
/// <param name="Output">The answer: a JSON string for free text, any JSON under an output schema; null where the record holds none.</param>
public sealed record ExplainedAnswer(string BidderId, int Attempt, JsonElement? Output)
{
    /// <summary>1 where the first asking of that attempt gave it, 2 where the second did.</summary>
    public int Ask { get; init; } = 1;
}
