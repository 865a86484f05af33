using System.Globalization;

namespace Atomic.Core.WhatIf;

/// <summary>Says whether the overlap is enough to tell, and why not.</summary>
internal static class OverlapJudgement
{
    /// <summary>The verdict on what is known of every microtask: cost and latency.</summary>
    /// <param name="microtasks">How many there are.</param>
    /// <param name="overlap">Their overlap.</param>
    public static OverlapVerdict Of(int microtasks, OverlapFigures overlap)
    {
        if (microtasks == 0)
            return new(OverlapVerdict.NoTraffic, "There is no microtask to tell it from; widen the time or the kind, or come back when some have ended.");
        if (microtasks < OverlapFigures.LeastEffective)
            return new(OverlapVerdict.TooFewMicrotasks, $"There {(microtasks == 1 ? "is 1 microtask" : Text($"are {microtasks} microtasks"))}, and {OverlapFigures.LeastEffective} are the fewest that figures are given for; widen the time or the kind, or come back when more have ended.");
        var outside = overlap.OutsideSupport + overlap.OtherCourse;
        if (outside > OverlapFigures.MostOutside)
        {
            return new(
                OverlapVerdict.OutsideSupport,
                Text($"{overlap.OutsideSupport:0.0%} of what the target policy would award could not be awarded under the policy of then, and {overlap.OtherCourse:0.0%} would have gone on another way behind the same winner; together more than {OverlapFigures.MostOutside:0%} cannot be told from what was recorded: run a share of the traffic under the target policy."));
        }

        return overlap.EffectiveMicrotasks < OverlapFigures.LeastEffective
            ? new(
                OverlapVerdict.ThinOverlap,
                Text($"What the target policy would award was awarded so rarely that {microtasks} microtasks are worth {overlap.EffectiveMicrotasks:0.0} of its own, and {OverlapFigures.LeastEffective} are the fewest that figures are given for: widen the time, or run a share of the traffic under the target policy."))
            : new(OverlapVerdict.Told, Text($"{microtasks} microtasks are worth {overlap.EffectiveMicrotasks:0.0} of the target policy's own."));
    }

    /// <summary>The verdict on what is known of judged microtasks alone: success and utility.</summary>
    /// <param name="ofAll">The verdict on the others.</param>
    /// <param name="overlap">Their overlap.</param>
    public static OverlapVerdict OfJudged(OverlapVerdict ofAll, OverlapFigures overlap)
    {
        if (!ofAll.IsTold) return ofAll;
        var outside = overlap.OutsideSupport + overlap.OtherCourse + overlap.UnjudgedWinners;
        if (outside > OverlapFigures.MostOutside)
        {
            return new(
                OverlapVerdict.TooFewJudged,
                Text($"{overlap.UnjudgedWinners:0.0%} of what the target policy would award goes to winners of whom no answer was judged; send feedback on some of their answers, or set verifiers for the kind."));
        }

        return overlap.EffectiveJudged < OverlapFigures.LeastEffective
            ? new(
                OverlapVerdict.TooFewJudged,
                Text($"{overlap.JudgedAnswers} answers were judged, which are worth {overlap.EffectiveJudged:0.0} microtasks of the target policy's own, and {OverlapFigures.LeastEffective} are the fewest that figures are given for; send feedback on answers, or set verifiers for the kind."))
            : new(OverlapVerdict.Told, Text($"{overlap.JudgedAnswers} judged answers are worth {overlap.EffectiveJudged:0.0} microtasks of the target policy's own."));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
