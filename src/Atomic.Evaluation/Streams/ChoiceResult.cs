using Atomic.Core.Plans;

namespace Atomic.Evaluation.Streams;

/// <summary>What came of a choice, as it is revealed to who chose.</summary>
/// <param name="Plan">The plan that was chosen.</param>
/// <param name="CostUsd">What it cost in USD.</param>
/// <param name="Answer">The place in <paramref name="Revealed"/> of the outcome that was the answer; null where there was none.</param>
/// <param name="Revealed">What is revealed: the called models in the order of the plan's steps; then, with full feedback, the others.</param>
public sealed record ChoiceResult(Plan Plan, double CostUsd, int? Answer, IReadOnlyList<RevealedOutcome> Revealed);
