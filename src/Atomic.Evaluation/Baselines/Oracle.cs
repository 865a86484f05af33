using Atomic.Evaluation.Metrics;
using Atomic.Evaluation.Sets;
using Atomic.Evaluation.Streams;

namespace Atomic.Evaluation.Baselines;

/// <summary>The yardstick that nobody can reach who does not know the answers.</summary>
public static class Oracle
{
    private const int Steps = 100;

    /// <summary>For each task the cheapest model that is right, and where none is, the cheapest.</summary>
    /// <param name="tasks">The tasks.</param>
    public static CurvePoint Of(IReadOnlyList<EvaluationTask> tasks)
    {
        var totals = default(StreamTotals);
        foreach (var task in tasks)
        {
            var best = task.Outcomes.MinBy(static outcome => (!outcome.IsRight, outcome.CostUsd));
            totals.Add(best.IsRight, best.CostUsd);
        }

        return new CurvePoint(totals.CostPerTaskUsd, totals.Accuracy);
    }

    /// <summary>Of two models: the tasks where the good one alone is right come first, those where it alone is wrong last.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="cheap">One model.</param>
    /// <param name="good">The other.</param>
    public static Curve Of(IReadOnlyList<EvaluationTask> tasks, int cheap, int good) =>
        RankedRouter.Curve([.. tasks.OrderByDescending(task => Gain(task.Outcomes[cheap], task.Outcomes[good]))], cheap, good, Steps);

    private static int Gain(RecordedOutcome cheap, RecordedOutcome good) => (good.IsRight ? 1 : 0) - (cheap.IsRight ? 1 : 0);
}
