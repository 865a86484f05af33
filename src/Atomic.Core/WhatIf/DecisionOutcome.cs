using System.Runtime.InteropServices;

namespace Atomic.Core.WhatIf;

/// <summary>What came of a recorded decision.</summary>
/// <param name="CostUsd">What all attempts cost together, and the embedding of the input where there was one, in USD.</param>
/// <param name="LatencySeconds">From acceptance to the end, in seconds.</param>
/// <param name="IsAnswered">Whether the caller got an answer.</param>
/// <param name="LastStep">The last step of the plan that was asked, 0 for the first; -1 where none was.</param>
/// <param name="Judged">What was found of the answer; null where nobody judged it.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DecisionOutcome(double CostUsd, double LatencySeconds, bool IsAnswered, int LastStep, JudgedRightness? Judged = null);
