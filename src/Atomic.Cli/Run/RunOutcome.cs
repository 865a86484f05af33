using Atomic.Cli.Output;
using Atomic.Cli.Recordings;

namespace Atomic.Cli.Run;

/// <summary>What a run came to.</summary>
/// <param name="Count">The count at the end.</param>
/// <param name="Results">The results in the order in which they came.</param>
/// <param name="Baselines">What fixed choices would have come to over the same microtasks; null where that is not known.</param>
internal sealed record RunOutcome(RunCount Count, IReadOnlyList<RunResult> Results, Baselines? Baselines)
{
    /// <summary>Atomic's own overhead, the median in milliseconds; null where nothing ended.</summary>
    public double? OverheadMsP50 => Figures.Percentile(Overheads, 0.5);

    /// <summary>Atomic's own overhead, the 99th percentile in milliseconds; null where nothing ended.</summary>
    public double? OverheadMsP99 => Figures.Percentile(Overheads, 0.99);

    private IEnumerable<double> Overheads => Results.Select(static result => result.OverheadMs).OfType<double>();
}
