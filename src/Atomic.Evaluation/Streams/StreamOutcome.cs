namespace Atomic.Evaluation.Streams;

/// <summary>What a stream came to.</summary>
/// <param name="Whole">Over all of it.</param>
/// <param name="LastHalf">Over the last half, when most has been learned.</param>
public sealed record StreamOutcome(StreamTotals Whole, StreamTotals LastHalf)
{
    /// <summary>How bids held that said how long answers are.</summary>
    public LengthPromises Lengths { get; init; }

    /// <summary>How they had held without what the input tells.</summary>
    public LengthPromises LengthsOnAverage { get; init; }
}
