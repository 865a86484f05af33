using Atomic.Core.Plans;
using Atomic.Evaluation.Metrics;
using Atomic.Evaluation.Sets;
using Atomic.Evaluation.Streams;

namespace Atomic.Evaluation.Baselines;

/// <summary>The yardsticks of those who know the whole recording beforehand and do the same for every task.</summary>
public static class FixedPlans
{
    /// <summary>Each model always, in the order of the set. Without an answer there is none: nobody else is asked.</summary>
    /// <param name="set">The set.</param>
    public static IReadOnlyList<FixedPlan> Singles(EvaluationSet set) =>
        [.. set.Models.Select((model, place) => new FixedPlan(new SinglePlan(model.Id), new CurvePoint(set.CostOf(place), set.AccuracyOf(place))))];

    /// <summary>Every <c>Agree(a, b, else: p)</c> of three different models; none where the answers themselves were not recorded.</summary>
    /// <param name="set">The set.</param>
    public static IReadOnlyList<FixedPlan> Agreements(EvaluationSet set)
    {
        if (!set.HasOutputs)
            return [];
        var replay = new PlanReplay(set);
        var ids = set.Models.Select(static model => model.Id).ToList();
        var plans =
            from first in Enumerable.Range(0, ids.Count)
            from second in Enumerable.Range(first + 1, ids.Count - first - 1)
            from third in Enumerable.Range(0, ids.Count)
            where third != first && third != second
            select new AgreePlan(ids[first], ids[second], ids[third], []);
        return [.. plans.Select(plan => new FixedPlan(plan, PointOf(plan, set, replay)))];
    }

    private static CurvePoint PointOf(Plan plan, EvaluationSet set, PlanReplay replay)
    {
        var totals = default(StreamTotals);
        foreach (var task in set.Tasks)
        {
            var run = replay.Run(plan, task.Outcomes);
            totals.Add(run.IsRight, run.CostUsd);
        }

        return new CurvePoint(totals.CostPerTaskUsd, totals.Accuracy);
    }
}
