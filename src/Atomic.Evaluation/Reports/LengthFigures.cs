using Atomic.Evaluation.Metrics;
using Atomic.Evaluation.Streams;

namespace Atomic.Evaluation.Reports;

/// <summary>How bids held that said how many output tokens an answer has, over all streams of a seed.</summary>
/// <param name="AbsoluteLogError">The mean of |ln((actual + 1) / (expected + 1))|.</param>
/// <param name="Covered">The share of answers within p10 to p90.</param>
/// <param name="LogWidth">The mean of ln((p90 + 1) / (p10 + 1)).</param>
public sealed record LengthFigures(MeanSd? AbsoluteLogError, MeanSd? Covered, MeanSd? LogWidth)
{
    /// <summary>The figures of streams.</summary>
    /// <param name="outcomes">What the streams came to, by seed and then by target.</param>
    /// <param name="promises">Which of their promises.</param>
    public static LengthFigures Of(IReadOnlyList<IReadOnlyList<StreamOutcome>> outcomes, Func<StreamOutcome, LengthPromises> promises)
    {
        return new LengthFigures(Over(static held => held.AbsoluteLogError), Over(static held => held.Covered), Over(static held => held.LogWidth));

        MeanSd? Over(Func<LengthPromises, double> figure) => MeanSd.Of([.. outcomes.Select(row => (double?)row.Average(outcome => figure(promises(outcome))))]);
    }
}
