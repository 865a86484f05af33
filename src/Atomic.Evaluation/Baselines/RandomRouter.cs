using Atomic.Evaluation.Metrics;
using Atomic.Evaluation.Sets;

namespace Atomic.Evaluation.Baselines;

/// <summary>The yardstick of the toss of a coin.</summary>
public static class RandomRouter
{
    private const int Steps = 100;

    /// <summary>Any model with the same probability, as expected.</summary>
    /// <param name="set">The set.</param>
    public static CurvePoint Of(EvaluationSet set)
    {
        var models = Enumerable.Range(0, set.Models.Count).ToList();
        return new CurvePoint(models.Average(set.CostOf), models.Average(set.AccuracyOf));
    }

    /// <summary>Of two models, over all shares: the ranking is drawn.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="cheap">One model.</param>
    /// <param name="good">The other.</param>
    /// <param name="seed">Another seed draws otherwise.</param>
    public static Curve Of(IReadOnlyList<EvaluationTask> tasks, int cheap, int good, int seed)
    {
        var ranking = tasks.ToArray();

        // Not the stream's own order: a stream in that order would not be random to this router.
        new Random(~seed).Shuffle(ranking);
        return RankedRouter.Curve(ranking, cheap, good, Steps);
    }
}
