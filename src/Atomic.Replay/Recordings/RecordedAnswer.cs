namespace Atomic.Replay.Recordings;

/// <summary>What one model answered to one task.</summary>
/// <param name="Output">The text that is replayed; empty where the model gave no answer.</param>
/// <param name="Correct">Whether the answer was right, or null where nobody judged it.</param>
/// <param name="InputTokens">Tokens of the prompt as recorded, at least 0.</param>
/// <param name="OutputTokens">Tokens of the answer as recorded, at least 0.</param>
public sealed record RecordedAnswer(string Output, bool? Correct, int InputTokens, int OutputTokens)
{
    /// <summary>Whether the answer itself was recorded, be it none; false where only its correctness was, and <see cref="Output"/> stands in for it.</summary>
    public bool IsOutputRecorded { get; init; } = true;

    /// <summary>How long the model took, in milliseconds, where it was measured.</summary>
    public double? LatencyMs { get; init; }

    /// <summary>What the call cost in US dollars, where it was recorded; otherwise it follows from tokens and market prices.</summary>
    public double? CostUsd { get; init; }

    /// <summary>The estimate used wherever a recording has no token counts: a token for every four characters, rounded up, at least 1.</summary>
    public static int EstimateTokens(string text) => Math.Max(1, (text.Length + 3) / 4);
}
