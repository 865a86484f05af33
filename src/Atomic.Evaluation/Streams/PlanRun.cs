using System.Runtime.InteropServices;

namespace Atomic.Evaluation.Streams;

/// <summary>What a plan came to on one task.</summary>
/// <param name="Called">The models that were called, in order, as places among the set's models.</param>
/// <param name="IsRight">Whether the answer was right; false where there was none.</param>
/// <param name="CostUsd">What all calls cost in USD.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PlanRun(IReadOnlyList<int> Called, bool IsRight, double CostUsd);
