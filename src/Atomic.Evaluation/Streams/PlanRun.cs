using System.Runtime.InteropServices;

namespace Atomic.Evaluation.Streams;

/// <summary>What a plan came to on one task.</summary>
/// <param name="Called">The models that were called, as places among the set's models, in the order of the plan's steps.</param>
/// <param name="Answer">The place in <paramref name="Called"/> of the one whose answer counts; null where none gave one.</param>
/// <param name="IsRight">Whether the answer was right; false where there was none.</param>
/// <param name="CostUsd">What all calls cost in USD.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PlanRun(IReadOnlyList<int> Called, int? Answer, bool IsRight, double CostUsd);
