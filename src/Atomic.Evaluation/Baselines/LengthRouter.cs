using Atomic.Evaluation.Metrics;
using Atomic.Evaluation.Sets;

namespace Atomic.Evaluation.Baselines;

/// <summary>The yardstick of the prompt's length alone: the longest texts go to the better of two models, and the others to the other.</summary>
public static class LengthRouter
{
    private const int Steps = 100;

    /// <summary>The curve over all shares of long texts.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="cheap">The model of the short texts.</param>
    /// <param name="good">The model of the long texts.</param>
    public static Curve Of(IReadOnlyList<EvaluationTask> tasks, int cheap, int good) =>
        RankedRouter.Curve([.. tasks.OrderByDescending(static task => task.Facts.Input.Length)], cheap, good, Steps);
}
