using Atomic.Evaluation.Metrics;
using Atomic.Evaluation.Reports;
using Atomic.Evaluation.Routing;
using Atomic.Evaluation.Sets;
using Atomic.Evaluation.Streams;

namespace Atomic.Evaluation.Drift;

/// <summary>
/// Evaluates how a drift is followed. After half of the stream two models swap what they do. Three houses are given the same tasks in the same order by a caller whose
/// value of a right answer stays: one adapts, one has lived in the swapped world from the start, and one is the first frozen at the swap. Regret is the net utility
/// (V·right − cost) that the second has beyond another on the same task, in units of V.
/// </summary>
public static class DriftEvaluation
{
    /// <summary>The fewest tasks of a set: a half of fewer says nothing of a recovery.</summary>
    public const int FewestTasks = 400;

    /// <summary>The length of a window in tasks.</summary>
    public const int WindowTasks = 100;

    // A right answer is worth ten calls of the best model, as to a caller who paces V in the beginning.
    private const double ValueInBestCosts = 10;

    // One right answer in a hundred tasks, and twice what chance does to its mean: a rate below either is none.
    private const double LeastRate = 0.01;
    private const double LeastErrors = 2;

    /// <summary>Evaluates it.</summary>
    /// <param name="set">A set of two models at least, and <see cref="FewestTasks"/>.</param>
    /// <param name="swap">The two that swap.</param>
    /// <param name="options">Seeds, feedback, settings.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentException">The set has too few tasks.</exception>
    public static DriftFigures Run(EvaluationSet set, SwappedModels swap, EvaluationOptions options, CancellationToken cancellationToken = default)
    {
        if (set.Tasks.Count < FewestTasks)
            throw new ArgumentException($"A drift takes {FewestTasks} tasks at least; {set.Name} has {set.Tasks.Count}.", nameof(set));
        var half = set.Tasks.Count / 2;
        var value = ValueOf(set);
        var streams = Streams(set, swap, half, value, options, cancellationToken);
        var tasks = set.Tasks.Count - half;
        var mean = DriftStream.MeanOf(streams);
        var windows = DriftWindow.Equal(WindowTasks, tasks, streams);
        var hasRegret = IsTold([.. streams.SelectMany(stream => stream.Frozen.Chunk(WindowTasks)).Select(static window => window.Average())]);
        return new DriftFigures
        {
            Models = [set.Models[swap.One].Id, set.Models[swap.Other].Id],
            SwappedAfter = half,
            TasksSince = tasks,
            ValueUsd = value,
            RegretRate = MeanSd.Of([.. streams.Select(static stream => (double?)stream.Rate)])!.Value,
            HasRegret = hasRegret,
            TasksUntilRecovered = hasRegret ? mean.TasksUntilRecovered() : null,
            BySeed = [.. streams.Select(stream => hasRegret ? stream.TasksUntilRecovered() : null)],
            Windows = windows,
            Stretches = Stretches(tasks, streams),
        };
    }

    private static DriftStream[] Streams(EvaluationSet set, SwappedModels swap, int half, double value, EvaluationOptions options, CancellationToken cancellationToken)
    {
        var routing = options.Routing with { Policy = options.Routing.Policy with { ValueUsd = value } };
        var utilities = options.Seeds.Select(static _ => new double[Houses][]).ToArray();
        var (done, total) = (0, utilities.Length * Houses);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken };
        Parallel.For(0, total, parallel, run =>
        {
            var (seed, house) = (run / Houses, run % Houses);
            var tasks = new TaskSequence(set, options.Seeds[seed]).From(house == Reference ? 0 : half, swap.Swap);
            IChooser chooser = new AuctionChooser(set.Models, routing, value: null, options.Seeds[seed]);
            if (house == Frozen)
                chooser = new FrozenChooser(chooser, half);
            utilities[seed][house] = [.. tasks.Runs(chooser, options.Feedback, cancellationToken).Skip(half).Select(task => (task.IsRight ? 1 : 0) - (task.CostUsd / value))];
            options.Progress?.Invoke(Interlocked.Increment(ref done), total);
        });
        return [.. utilities.Select(static houses => new DriftStream(Beyond(houses[Reference], houses[Adapting]), Beyond(houses[Reference], houses[Frozen])))];
    }

    private const int Adapting = 0;
    private const int Reference = 1;
    private const int Frozen = 2;
    private const int Houses = 3;

    private static double[] Beyond(double[] reference, double[] house) => [.. reference.Zip(house, static (one, other) => one - other)];

    private static double ValueOf(EvaluationSet set)
    {
        var best = set.CostOf(set.Best());
        var unit = best > 0 ? best : Enumerable.Range(0, set.Models.Count).Max(set.CostOf);
        return unit > 0 ? ValueInBestCosts * unit : 1;
    }

    private static bool IsTold(IReadOnlyList<double?> windows)
    {
        var rate = MeanSd.Of(windows)!.Value;
        return rate.Mean >= LeastRate && rate.Mean > LeastErrors * rate.Sd / Math.Sqrt(windows.Count);
    }

    // Five windows, and then each stretch as long as all before it.
    private static IReadOnlyList<DriftWindow> Stretches(int tasks, IReadOnlyList<DriftStream> streams)
    {
        const int Single = 5;
        var ends = new List<int> { 0 };
        while (ends[^1] < tasks)
            ends.Add(Math.Min(tasks, ends.Count <= Single ? ends.Count * WindowTasks : ends[^1] * 2));
        return [.. ends.Zip(ends.Skip(1), (from, to) => DriftWindow.Of(from, to, streams))];
    }
}
