using Atomic.Evaluation.Metrics;

namespace Atomic.Evaluation.Reports;

/// <summary>A router's <see cref="PairFigures"/> over seeds; null where a figure was not reached in each of them.</summary>
/// <param name="ApgrWhole">APGR over the whole stream.</param>
/// <param name="ApgrLastHalf">APGR over its last half.</param>
/// <param name="Cpt50">CPT(50%) over the whole stream.</param>
/// <param name="Cpt80">CPT(80%) over the whole stream.</param>
public sealed record RouterFigures(MeanSd? ApgrWhole, MeanSd? ApgrLastHalf, MeanSd? Cpt50, MeanSd? Cpt80)
{
    /// <summary>The figures over seeds.</summary>
    /// <param name="whole">Over the whole stream, by seed.</param>
    /// <param name="lastHalf">Over the last half, by seed.</param>
    public static RouterFigures Of(IReadOnlyList<PairFigures> whole, IReadOnlyList<PairFigures> lastHalf) => new(
        MeanSd.Of([.. whole.Select(static figures => figures.Apgr)]),
        MeanSd.Of([.. lastHalf.Select(static figures => figures.Apgr)]),
        MeanSd.Of([.. whole.Select(static figures => figures.Cpt50)]),
        MeanSd.Of([.. whole.Select(static figures => figures.Cpt80)]));
}
