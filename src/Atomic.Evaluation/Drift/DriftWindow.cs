using Atomic.Evaluation.Metrics;

namespace Atomic.Evaluation.Drift;

/// <summary>Some tasks after the swap. Regret is in right answers per task: 0.1 is as much as one right answer in ten tasks.</summary>
/// <param name="From">Tasks since the swap at its beginning.</param>
/// <param name="To">Tasks since the swap at its end.</param>
/// <param name="Regret">Of the house that adapts, against the one that never knew it otherwise.</param>
/// <param name="Frozen">Of the house that has learned nothing since the swap.</param>
public sealed record DriftWindow(int From, int To, MeanSd Regret, MeanSd Frozen)
{
    /// <summary>A window.</summary>
    /// <param name="from">Its beginning.</param>
    /// <param name="to">Its end; above <paramref name="from"/>.</param>
    /// <param name="streams">The regrets task by task, of every seed.</param>
    internal static DriftWindow Of(int from, int to, IReadOnlyList<DriftStream> streams) =>
        new(from, to, Mean(streams, from, to, static stream => stream.Regret), Mean(streams, from, to, static stream => stream.Frozen));

    /// <summary>Windows of equal length; the last one takes the rest, too.</summary>
    /// <param name="length">Their length; not above <paramref name="tasks"/>.</param>
    /// <param name="tasks">Tasks since the swap.</param>
    /// <param name="streams">The regrets of every seed.</param>
    internal static IReadOnlyList<DriftWindow> Equal(int length, int tasks, IReadOnlyList<DriftStream> streams) =>
        [.. Enumerable.Range(0, tasks / length).Select(i => Of(i * length, (i + 2) * length > tasks ? tasks : (i + 1) * length, streams))];

    private static MeanSd Mean(IReadOnlyList<DriftStream> streams, int from, int to, Func<DriftStream, IReadOnlyList<double>> regret) =>
        MeanSd.Of([.. streams.Select(stream => (double?)regret(stream).Skip(from).Take(to - from).Average())])!.Value;
}
