using System.Runtime.InteropServices;

namespace Atomic.Evaluation.Takeover;

/// <summary>Who answers a task.</summary>
/// <param name="Answer">The specialist's answer; null where the teacher is asked.</param>
/// <param name="IsAudit">Whether the teacher is asked although the specialist would have answered.</param>
/// <param name="Promised">The probability, 0 to 1, that the specialist gave its answer of being right; 0 where it does not answer.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TakeoverChoice(string? Answer, bool IsAudit, double Promised);
