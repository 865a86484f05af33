namespace Atomic.Core.Learning;

/// <summary>
/// One thing that was observed of two bidders that were both asked, neither of them because of what the other answered: only then does it say
/// how often they agree.
/// </summary>
public sealed record PairObservation
{
    /// <summary>Whom it is about.</summary>
    public required BidderPair Pair { get; init; }

    /// <summary>Whether their valid outputs are equal; null where this is a judgement alone.</summary>
    public bool? Agreed { get; init; }

    /// <summary>How right the output is that both gave, 0 to 1; null where they differ or it was not judged.</summary>
    public double? TogetherScore { get; init; }

    /// <summary>How right whoever was judged is, where the two differ; empty where they agree or nobody was judged.</summary>
    public IReadOnlyList<ApartScore> Apart { get; init; } = [];

    /// <summary>How right whoever had its way instead is, where one of the two gave no valid output; empty where both gave one, or nobody was judged.</summary>
    public IReadOnlyList<ApartScore> Missing { get; init; } = [];

    /// <summary>Whether a wrong answer came with the right one (true) or without (false); null where the answer was right or not judged.</summary>
    public bool? WrongIsLabelled { get; init; }

    /// <summary>The weight of the scores, 0 to 1: 1 for explicit feedback.</summary>
    public double Trust { get; init; } = 1;
}
