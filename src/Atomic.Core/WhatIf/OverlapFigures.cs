namespace Atomic.Core.WhatIf;

/// <summary>How much of what the target policy would award the recorded traffic has seen.</summary>
/// <param name="EffectiveMicrotasks">How many microtasks of the target's own traffic the recorded ones are worth, at most as many as there are.</param>
/// <param name="OutsideSupport">The share, 0 to 1, of the target's awards that the policy of then gave no probability.</param>
/// <param name="OtherCourse">The share of the target's awards that would have gone on another way behind the same winner: another fallback, another deadline.</param>
/// <param name="JudgedAnswers">The answers that were judged.</param>
/// <param name="EffectiveJudged">How many judged microtasks of the target's own traffic they are worth.</param>
/// <param name="UnjudgedWinners">The share of the target's awards that goes to winners of whom no answer was judged.</param>
public sealed record OverlapFigures(
    double EffectiveMicrotasks, double OutsideSupport, double OtherCourse, int JudgedAnswers, double EffectiveJudged, double UnjudgedWinners)
{
    /// <summary>The fewest effective microtasks that figures are given for: below it intervals are too wide to say anything, and too narrow to be true.</summary>
    public const double LeastEffective = 50;

    /// <summary>The largest share of the target's awards that may be outside what was recorded.</summary>
    public const double MostOutside = 0.05;
}
