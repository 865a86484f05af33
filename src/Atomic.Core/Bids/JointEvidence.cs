namespace Atomic.Core.Bids;

/// <summary>What an agreement or a vote rests on: how two bidders answer together, and a third where they differ.</summary>
public sealed record JointEvidence
{
    /// <summary>Probability that the two give the same output, once both give a valid one.</summary>
    public required double Agree { get; init; }

    /// <summary>Probability that the output that both give is right.</summary>
    public required double RightTogether { get; init; }

    /// <summary>Probability that the third is right where the two differ.</summary>
    public required double RightApart { get; init; }

    /// <summary>Probability that the third's answer decides: the two differ, or one of them gives none.</summary>
    public required double ThirdDecides { get; init; }

    /// <summary>What this input multiplies the odds of a right answer by, as its bidders' own bids have it; null where it tells nothing.</summary>
    public double? InputOdds { get; init; }

    /// <summary>Effective number of microtasks that both answered, after forgetting; what is believed beforehand is not counted.</summary>
    public required double Observed { get; init; }

    /// <summary>Effective number of judged outputs that both gave.</summary>
    public required double ObservedTogether { get; init; }

    /// <summary>Effective number of judged outputs of the third where the two differed.</summary>
    public required double ObservedApart { get; init; }
}
