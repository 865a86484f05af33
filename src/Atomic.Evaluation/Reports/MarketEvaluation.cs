using Atomic.Evaluation.Baselines;
using Atomic.Evaluation.Metrics;
using Atomic.Evaluation.Sets;
using Atomic.Evaluation.Streams;

namespace Atomic.Evaluation.Reports;

/// <summary>Evaluates a market: streams at several costs per task, and beside them what others make of the same money.</summary>
public static class MarketEvaluation
{
    private static readonly double[] Shares = [0.25, 0.5, 0.75, 1];

    // Between them the curve is straight; beyond 1 so that what is left unspent of a target of 1 does not count against the figure there.
    private static readonly double[] Targets = [0.1, 0.175, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1, 1.1];

    /// <summary>Evaluates it.</summary>
    /// <param name="set">A set of more than two models.</param>
    /// <param name="options">What is to be evaluated.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static MarketReport Run(EvaluationSet set, EvaluationOptions options, CancellationToken cancellationToken = default)
    {
        var singles = FixedPlans.Singles(set);
        var best = set.Best();
        var unit = singles[best].Point.Cost;
        var cheap = Enumerable.Range(0, singles.Count).MinBy(model => (singles[model].Point.Cost, -singles[model].Point.Accuracy));
        List<FixedPlan> all = [.. singles.Concat(FixedPlans.Agreements(set)).Select(plan => plan with { Point = InShares(plan.Point, unit) })];
        var hull = Hull.Of(all.Take(singles.Count).Select(static plan => plan.Point));
        var planHull = Hull.Of(all.Select(static plan => plan.Point));
        var length = LengthRouter.Of(set.Tasks, cheap, best);

        var outcomes = StreamGrid.Run(set, [.. Targets.Select(share => share * unit)], options, cancellationToken);
        var curves = outcomes.Select(row => new Curve(row.Select(outcome => PointOf(outcome.Whole, unit)))).ToList();
        return new MarketReport
        {
            Name = set.Name,
            Source = set.Source,
            Feedback = options.Feedback,
            Seeds = options.Seeds,
            Tasks = set.Tasks.Count,
            LeftOut = set.LeftOut,
            Lengths = LengthFigures.Of(outcomes, static outcome => outcome.Lengths),
            LengthsOnAverage = LengthFigures.Of(outcomes, static outcome => outcome.LengthsOnAverage),
            Models = [.. set.Models.Select((model, place) => new ModelFigures(model.Id, singles[place].Point.Accuracy, singles[place].Point.Cost))],
            Best = new ModelFigures(set.Models[best].Id, singles[best].Point.Accuracy, unit),
            AllPlans = options.Routing.PlanForms.Count > 0,
            Curve = [.. Shares.Select(share => new MarketPoint
            {
                CostShare = share,
                Accuracy = MeanSd.Of([.. curves.Select(curve => curve.At(share))]),
                Hull = hull.At(share),
                PlanHull = planHull.At(share),
                BestFixed = all.Where(plan => plan.Point.Cost <= share).Select(static plan => (double?)plan.Point.Accuracy).Max(),
                Length = length.At(share * unit),
            })],
            Achieved = [.. Targets.Select((target, i) => Achieved(target, [.. outcomes.Select(row => PointOf(row[i].Whole, unit))]))],
            Hull = hull,
            PlansOnHull = [.. all.Where(plan => planHull.Points.Contains(plan.Point)).OrderBy(static plan => plan.Point.Cost)],
            Random = InShares(RandomRouter.Of(set), unit),
            Oracle = InShares(Oracle.Of(set.Tasks), unit),
        };
    }

    private static AchievedPoint Achieved(double target, IReadOnlyList<CurvePoint> points) => new(
        target,
        MeanSd.Of([.. points.Select(static point => (double?)point.Cost)])!.Value,
        MeanSd.Of([.. points.Select(static point => (double?)point.Accuracy)])!.Value);

    private static CurvePoint PointOf(StreamTotals totals, double unit) => new(totals.CostPerTaskUsd / unit, totals.Accuracy);

    private static CurvePoint InShares(CurvePoint point, double unit) => point with { Cost = point.Cost / unit };
}
