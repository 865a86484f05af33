using Atomic.Evaluation.Metrics;
using Atomic.Evaluation.Sets;

namespace Atomic.Evaluation.Reports;

/// <summary>The whole of a stream of a pair and its last half, each with its own accuracies of the two models.</summary>
internal sealed class PairParts
{
    private readonly int _weak;
    private readonly int _strong;

    /// <summary>The parts of a stream.</summary>
    /// <param name="tasks">The tasks in the stream's order.</param>
    /// <param name="weak">The weak model's place.</param>
    /// <param name="strong">The strong model's place.</param>
    public PairParts(IReadOnlyList<EvaluationTask> tasks, int weak, int strong) =>
        (Tasks, LastTasks, _weak, _strong) = (tasks, [.. tasks.Skip(tasks.Count / 2)], weak, strong);

    /// <summary>The tasks of the whole stream.</summary>
    public IReadOnlyList<EvaluationTask> Tasks { get; }

    /// <summary>The tasks of its last half.</summary>
    public IReadOnlyList<EvaluationTask> LastTasks { get; }

    /// <summary>A router's figures over the whole stream.</summary>
    /// <param name="reached">What it reached.</param>
    public PairFigures Whole(IEnumerable<CurvePoint> reached) => Figures(reached, Tasks);

    /// <summary>A router's figures over the last half.</summary>
    /// <param name="reached">What it reached there.</param>
    public PairFigures LastHalf(IEnumerable<CurvePoint> reached) => Figures(reached, LastTasks);

    private PairFigures Figures(IEnumerable<CurvePoint> reached, IReadOnlyList<EvaluationTask> tasks) =>
        PairFigures.Of(reached, Accuracy(tasks, _weak), Accuracy(tasks, _strong));

    private static double Accuracy(IReadOnlyList<EvaluationTask> tasks, int model) => tasks.Count(task => task.Outcomes[model].IsRight) / (double)tasks.Count;
}
