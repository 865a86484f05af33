namespace Atomic.Core.Specialists;

/// <summary>What a specialist makes of a text, with all that a decision to bid rests on.</summary>
public sealed record Assessment
{
    /// <summary>The guess.</summary>
    public required Guess Guess { get; init; }

    /// <summary>The probability that it is right, above 0 and below 1; see <see cref="ConfidenceModel"/>.</summary>
    public required double Probability { get; init; }

    /// <summary>How many outcomes that probability rests on, what was believed beforehand included.</summary>
    public required double Outcomes { get; init; }

    /// <summary>How often its answers are right, if it answers whatever it believes in as much; see <see cref="PrecisionRecord.From"/>.</summary>
    public required AnswerPrecision Answers { get; init; }

    /// <summary>The least known share at which the text counts as recognised; see <see cref="GuessEvidence"/>.</summary>
    public required double LeastKnownShare { get; init; }

    /// <summary>Examples learned.</summary>
    public required long Examples { get; init; }

    /// <summary>What is missing besides, in one sentence, where the examples are enough and the text is recognised: too few labels, a field that is not found; null where nothing is.</summary>
    public string? Gap { get; init; }

    /// <summary>Whether the text resembles what was learned.</summary>
    public bool IsRecognised => Guess.KnownShare >= LeastKnownShare;
}
