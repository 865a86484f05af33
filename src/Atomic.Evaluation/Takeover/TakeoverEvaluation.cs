using Atomic.Evaluation.Metrics;
using Atomic.Evaluation.Reports;
using Atomic.Evaluation.Streams;

namespace Atomic.Evaluation.Takeover;

/// <summary>Evaluates a takeover: a stream per seed, and beside it what others make of the same tasks.</summary>
public static class TakeoverEvaluation
{
    /// <summary>Evaluates it.</summary>
    /// <param name="set">The set.</param>
    /// <param name="floor">The policy's floor, 0 to 1.</param>
    /// <param name="options">Seeds, feedback, how much runs at once.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static TakeoverReport Run(TakeoverSet set, double floor, EvaluationOptions options, CancellationToken cancellationToken = default)
    {
        var inScope = set with { Tasks = [.. set.Tasks.Where(static task => !task.IsOutOfScope)] };
        var outOfScope = set.Tasks.Count - inScope.Tasks.Count;
        var hasBoth = outOfScope > 0 && inScope.Tasks.Count > 0;
        var rounds = hasBoth ? 4 : 3;
        var done = 0;
        List<TakeoverStep[]> Streams(TakeoverSet tasks, Func<int, ITakeover> takeover)
        {
            var runs = new TakeoverStep[options.Seeds.Count][];
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken };
            Parallel.For(0, runs.Length, parallel, run =>
            {
                runs[run] = TakeoverRun.Run(tasks.Shuffled(options.Seeds[run]), takeover(options.Seeds[run]), options.Feedback, cancellationToken);
                options.Progress?.Invoke(Interlocked.Increment(ref done), rounds * runs.Length);
            });
            return [.. runs];
        }

        var own = Streams(set, seed => new SpecialistTakeover(floor, seed));
        var figures = TakeoverFigures.Of(own);
        var share = 1 - figures.CallsWhole.Mean;
        return new TakeoverReport
        {
            Name = set.Name,
            Source = set.Source,
            Feedback = options.Feedback,
            Seeds = options.Seeds,
            Tasks = set.Tasks.Count,
            LeftOut = set.LeftOut,
            Models = [new ModelFigures(set.Teacher, set.TeacherAccuracy, set.TeacherCostUsd)],
            Floor = floor,
            LearnsFrom = LearnsFrom(set, options.Feedback),
            TeacherAccuracy = set.TeacherAccuracy,
            Atomic = figures,
            Baselines =
            [
                new TakeoverBaseline("confidence threshold", TakeoverFigures.Of(Streams(set, _ => new ThresholdTakeover(floor)))),
                new TakeoverBaseline("same share at random", TakeoverFigures.Of(Streams(set, seed => new RandomTakeover(share, seed)))),
                new TakeoverBaseline("same share, majority label", TakeoverFigures.Of([.. options.Seeds.Select(seed => TakeoverRun.Run(set.Shuffled(seed), new MajorityTakeover(share, seed), options.Feedback, cancellationToken))])),
            ],
            Stream = StreamPoint.Of(own),
            Promises = PromisePoint.Of(own),
            OutOfScope = hasBoth
                ? new OutOfScopeFigures(outOfScope, Answered(own), TakeoverFigures.Of(Streams(inScope, seed => new SpecialistTakeover(floor, seed))), inScope.TeacherAccuracy)
                : null,
        };
    }

    private static MeanSd Answered(List<TakeoverStep[]> runs) =>
        MeanSd.Of([.. runs.Select(static run => (double?)(run.Count(static step => step is { IsOutOfScope: true, IsTeacherAsked: false }) / (double)run.Count(static step => step.IsOutOfScope)))])!.Value;

    private static string LearnsFrom(TakeoverSet set, FeedbackMode feedback) => (feedback, set.IsGoldTeacher) switch
    {
        (FeedbackMode.Full, _) => "the gold label of every task",
        (_, true) => $"the gold label, of tasks for which the teacher ({set.Teacher}, the label itself) was asked",
        _ => $"the answer of {set.Teacher}, of tasks for which it was asked; no gold label",
    };
}
