using Atomic.Core.Markets;
using Atomic.Evaluation.Baselines;
using Atomic.Evaluation.Metrics;
using Atomic.Evaluation.Sets;
using Atomic.Evaluation.Streams;

namespace Atomic.Evaluation.Reports;

/// <summary>
/// Evaluates a pair by RouteLLM's metrics. They count calls of the strong model and not their tokens, so the two bid at a price per call: one
/// <see cref="CallUsd"/> for the strong model, nothing for the weak one.
/// </summary>
public static class PairEvaluation
{
    private const double CallUsd = 0.001;
    private static readonly double[] Targets = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

    /// <summary>Evaluates it.</summary>
    /// <param name="set">A set of two models of which one is more often right than the other.</param>
    /// <param name="options">What is to be evaluated.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static PairReport Run(EvaluationSet set, EvaluationOptions options, CancellationToken cancellationToken = default)
    {
        var strong = set.NamedStrong ?? set.Best();
        var weak = 1 - strong;
        var calls = InCalls(set, strong);
        var outcomes = StreamGrid.Run(calls, [.. Targets.Select(static share => share * CallUsd)], options, cancellationToken);
        var streams = options.Seeds.Select(seed => new TaskSequence(calls, seed).Tasks).ToList();
        var parts = streams.ConvertAll(tasks => new PairParts(tasks, weak, strong));
        return new PairReport
        {
            Name = set.Name,
            Source = set.Source,
            Feedback = options.Feedback,
            Seeds = options.Seeds,
            Tasks = set.Tasks.Count,
            LeftOut = set.LeftOut,
            Lengths = LengthFigures.Of(outcomes, static outcome => outcome.Lengths),
            LengthsOnAverage = LengthFigures.Of(outcomes, static outcome => outcome.LengthsOnAverage),
            Models = [.. set.Models.Select((model, place) => new ModelFigures(model.Id, set.AccuracyOf(place), set.CostOf(place)))],
            Strong = set.Models[strong].Id,
            Weak = set.Models[weak].Id,
            Atomic = RouterFigures.Of(
                [.. parts.Select((part, i) => part.Whole(outcomes[i].Select(static outcome => PointOf(outcome.Whole))))],
                [.. parts.Select((part, i) => part.LastHalf(outcomes[i].Select(static outcome => PointOf(outcome.LastHalf))))]),
            Random = Yardstick((tasks, i) => RandomRouter.Of(tasks, weak, strong, options.Seeds[i])),
            Length = Yardstick((tasks, _) => LengthRouter.Of(tasks, weak, strong)),
            Oracle = Yardstick((tasks, _) => Baselines.Oracle.Of(tasks, weak, strong)),
            Achieved = [.. Targets.Select((target, i) => new AchievedPoint(
                target,
                MeanSd.Of([.. outcomes.Select(row => (double?)PointOf(row[i].Whole).Cost)])!.Value,
                MeanSd.Of([.. outcomes.Select(row => (double?)row[i].Whole.Accuracy)])!.Value))],
        };

        RouterFigures Yardstick(Func<IReadOnlyList<EvaluationTask>, int, Curve> router) => RouterFigures.Of(
            [.. parts.Select((part, i) => part.Whole(InShares(router(part.Tasks, i))))],
            [.. parts.Select((part, i) => part.LastHalf(InShares(router(part.LastTasks, i))))]);
    }

    private static EvaluationSet InCalls(EvaluationSet set, int strong) => set with
    {
        Models = [.. set.Models.Select((model, place) => model with { Price = place == strong ? new TokenPrice(0, 0, CallUsd) : TokenPrice.Free })],
        Tasks = [.. set.Tasks.Select(task => task with { Outcomes = [.. task.Outcomes.Select((outcome, place) => outcome with { CostUsd = place == strong ? CallUsd : 0 })] })],
    };

    private static CurvePoint PointOf(StreamTotals totals) => new(totals.CostPerTaskUsd / CallUsd, totals.Accuracy);

    private static IEnumerable<CurvePoint> InShares(Curve curve) => curve.Points.Select(static point => point with { Cost = point.Cost / CallUsd });
}
