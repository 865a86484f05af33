namespace Atomic.Evaluation.Drift;

/// <summary>The regrets of one seed, task by task since the swap, in right answers.</summary>
/// <param name="Regret">Of the house that adapts.</param>
/// <param name="Frozen">Of the house that has learned nothing since the swap.</param>
internal sealed record DriftStream(IReadOnlyList<double> Regret, IReadOnlyList<double> Frozen)
{
    // "Gone" are nine tenths of it.
    private const double Left = 0.1;

    /// <summary>What there is to recover from: the mean regret of who learns nothing.</summary>
    public double Rate => Frozen.Average();

    /// <summary>How many tasks it takes until nine tenths of <see cref="Rate"/> are gone; null where they do not go.</summary>
    public int? TasksUntilRecovered() => FallingFit.FirstAtMost(Regret, Left * Rate);

    /// <summary>The mean over seeds, task by task.</summary>
    /// <param name="streams">The seeds' streams, of equal lengths; one at least.</param>
    public static DriftStream MeanOf(IReadOnlyList<DriftStream> streams) => new(
        [.. Enumerable.Range(0, streams[0].Regret.Count).Select(task => streams.Average(stream => stream.Regret[task]))],
        [.. Enumerable.Range(0, streams[0].Frozen.Count).Select(task => streams.Average(stream => stream.Frozen[task]))]);
}
