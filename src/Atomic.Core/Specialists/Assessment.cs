using Atomic.Core.Bids;
using Atomic.Core.Learning;

namespace Atomic.Core.Specialists;

/// <summary>What a specialist makes of a text, with all that a decision to bid rests on.</summary>
public sealed record Assessment
{
    /// <summary>The guess.</summary>
    public required Guess Guess { get; init; }

    /// <summary>Past outcomes of guesses at that confidence.</summary>
    public required DecayedCounts AtConfidence { get; init; }

    /// <summary>Past outcomes of the guesses that were good enough to bid with; see <see cref="Specialist.RehearsalFloor"/>.</summary>
    public required DecayedCounts Rehearsed { get; init; }

    /// <summary>The least known share at which the text counts as recognised; see <see cref="Specialist"/>.</summary>
    public required double LeastKnownShare { get; init; }

    /// <summary>Examples learned.</summary>
    public required long Examples { get; init; }

    /// <summary>How many labels have at least <see cref="Specialist.LeastLabelExamples"/> examples.</summary>
    public required int LearnedLabels { get; init; }

    /// <summary>Whether the text resembles what was learned.</summary>
    public bool IsRecognised => Guess.KnownShare >= LeastKnownShare;

    /// <summary>The probability of being right at that confidence, with its 90% interval.</summary>
    public Estimate Precision => WilsonScore.Of(AtConfidence);
}
