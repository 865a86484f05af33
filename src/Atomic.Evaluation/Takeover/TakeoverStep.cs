using System.Runtime.InteropServices;

namespace Atomic.Evaluation.Takeover;

/// <summary>What became of one task.</summary>
/// <param name="IsTeacherAsked">Whether the teacher was asked.</param>
/// <param name="IsAudit">Whether it was asked although the specialist would have answered.</param>
/// <param name="IsRight">Whether the answer was right.</param>
/// <param name="IsAsTaught">Whether the answer was the teacher's.</param>
/// <param name="Promised">What the specialist gave its answer, 0 to 1.</param>
/// <param name="IsOutOfScope">Whether the input belongs to none of the kind's labels.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TakeoverStep(bool IsTeacherAsked, bool IsAudit, bool IsRight, bool IsAsTaught, double Promised, bool IsOutOfScope);
