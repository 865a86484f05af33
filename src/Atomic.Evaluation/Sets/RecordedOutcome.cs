using System.Runtime.InteropServices;

namespace Atomic.Evaluation.Sets;

/// <summary>What one model did with one task. Nobody who chooses sees it before the choice.</summary>
/// <param name="Output">The answer; null where it gave none, or where only its correctness was recorded.</param>
/// <param name="IsAnswered">Whether it gave an answer at all. Without one the plan goes on to its next step, as it would for an answer that fails its schema.</param>
/// <param name="IsRight">Whether the answer was right.</param>
/// <param name="OutputTokens">Output tokens, not negative.</param>
/// <param name="CostUsd">What the call cost in USD, not negative.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RecordedOutcome(string? Output, bool IsAnswered, bool IsRight, int OutputTokens, double CostUsd);
