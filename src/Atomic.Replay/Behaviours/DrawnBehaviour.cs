namespace Atomic.Replay.Behaviours;

/// <summary>What was drawn for one request.</summary>
/// <param name="Fault">What goes wrong.</param>
/// <param name="Variant">Which of the two forms of a malformed body or output.</param>
/// <param name="FirstTokenMs">Milliseconds until the first token.</param>
internal readonly record struct DrawnBehaviour(ReplayFault Fault, bool Variant, double FirstTokenMs);
