using System.Runtime.InteropServices;
using Atomic.Evaluation.Sets;

namespace Atomic.Evaluation.Streams;

/// <summary>An outcome that was revealed after the choice.</summary>
/// <param name="Model">Whose, as a place among the set's models.</param>
/// <param name="WasCalled">Whether the plan called it; with full feedback the others are revealed as well.</param>
/// <param name="Outcome">What it did.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RevealedOutcome(int Model, bool WasCalled, RecordedOutcome Outcome);
