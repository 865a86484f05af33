using Atomic.Evaluation.Metrics;

namespace Atomic.Evaluation.Takeover;

/// <summary>What takeovers came to over the seeds; shares from 0 to 1.</summary>
/// <param name="CallsWhole">Share of tasks for which the teacher was asked.</param>
/// <param name="CallsLastHalf">The same over the last half of the stream.</param>
/// <param name="Audits">Share of tasks for which it was asked although the specialist would have answered.</param>
/// <param name="Accuracy">Share of right answers, whoever gave them.</param>
/// <param name="AccuracyLastHalf">The same over the last half of the stream.</param>
/// <param name="Precision">Of the specialist's answers, the share that is the teacher's answer, which is what the floor is about; null where in some seed it gave none.</param>
/// <param name="LeastPrecision">The lowest such share of a seed; null where it never answered.</param>
/// <param name="GoldPrecision">Of the specialist's answers, the share that is right; null where in some seed it gave none.</param>
public sealed record TakeoverFigures(
    MeanSd CallsWhole, MeanSd CallsLastHalf, MeanSd Audits, MeanSd Accuracy, MeanSd AccuracyLastHalf, MeanSd? Precision, double? LeastPrecision, MeanSd? GoldPrecision)
{
    /// <summary>The figures of runs, one per seed.</summary>
    /// <param name="runs">The runs; one at least, none empty.</param>
    public static TakeoverFigures Of(IReadOnlyList<TakeoverStep[]> runs) => new(
        Share(runs, static step => step.IsTeacherAsked),
        Share(LastHalves(runs), static step => step.IsTeacherAsked),
        Share(runs, static step => step.IsAudit),
        Share(runs, static step => step.IsRight),
        Share(LastHalves(runs), static step => step.IsRight),
        MeanSd.Of([.. runs.Select(static run => OfAnswers(run, static step => step.IsAsTaught))]),
        runs.Min(static run => OfAnswers(run, static step => step.IsAsTaught)),
        MeanSd.Of([.. runs.Select(static run => OfAnswers(run, static step => step.IsRight))]));

    private static MeanSd Share(IReadOnlyList<TakeoverStep[]> runs, Func<TakeoverStep, bool> counts) =>
        MeanSd.Of([.. runs.Select(run => (double?)(run.Count(counts) / (double)run.Length))])!.Value;

    private static List<TakeoverStep[]> LastHalves(IReadOnlyList<TakeoverStep[]> runs) => [.. runs.Select(static run => run[(run.Length / 2)..])];

    private static double? OfAnswers(TakeoverStep[] run, Func<TakeoverStep, bool> counts)
    {
        var answered = run.Count(static step => !step.IsTeacherAsked);
        return answered == 0 ? null : run.Count(step => !step.IsTeacherAsked && counts(step)) / (double)answered;
    }
}
