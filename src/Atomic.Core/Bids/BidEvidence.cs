namespace Atomic.Core.Bids;

/// <summary>What a bid rests on.</summary>
public sealed record BidEvidence
{
    /// <summary>Where the figures come from: <c>prior</c>, <c>track-record</c>, <c>contextual</c> (the track record, shifted by what the input tells), <c>specialist</c>, or <c>joint</c> for a composite plan.</summary>
    public required string Basis { get; init; }

    /// <summary>Effective number of judged answers behind the success probability, after forgetting; the prior's weight is not counted.</summary>
    public double QualityObservations { get; init; }

    /// <summary>Effective number of timed attempts behind latency and output length, after forgetting.</summary>
    public double LatencyObservations { get; init; }

    /// <summary>The shape of the output schema; null where there is none, or the bid does not depend on it.</summary>
    public string? SchemaShape { get; init; }

    /// <summary>The probability, 0 to 1, that an answer does not meet a schema of that shape, the prior included; null without a shape.</summary>
    public double? InvalidRate { get; init; }

    /// <summary>Effective number of answers under that shape behind the rate, after forgetting; the prior's weight is not counted. Null without a shape.</summary>
    public double? ShapeObservations { get; init; }

    /// <summary>Input tokens, counted.</summary>
    public int InputTokens { get; init; }

    /// <summary>Output tokens, expected.</summary>
    public double ExpectedOutputTokens { get; init; }

    /// <summary>
    /// Probability of a valid answer at all, above 0 and up to 1: the success probability is this times that of a right answer among valid ones. Null in
    /// records from before this was kept, and where every answer is valid.
    /// </summary>
    public double? Answered { get; init; }

    /// <summary>The judged answers that the probability of a right one counts for, the prior's weight included; null in records from before this was kept.</summary>
    public double? RightTrials { get; init; }

    /// <summary>The bidder from whose record the prior was taken, for a prompt variant; null where the prior is the market's configuration.</summary>
    public string? PriorOf { get; init; }

    /// <summary>How the bidder's earlier promises for the kind held; null where too few were judged to tell, and in records from before this was kept.</summary>
    public HeldPromises? Held { get; init; }

    /// <summary>
    /// By how much the expected success probability is below what the bidder promised, above 0 and up to 1, because it delivered less than its promises; null
    /// where nothing was taken off. See <see cref="Calibration.PromiseDiscount"/>.
    /// </summary>
    public double? Discount { get; init; }

    /// <summary>
    /// Probability of a right answer among valid ones on average over all inputs of the kind, where the bid depends on the input; null where it does not.
    /// </summary>
    public double? RightOnAverage { get; init; }

    /// <summary>How many outcomes of the bidder taught what its success depends on in an input, without forgetting; null where the bid does not depend on it.</summary>
    public long? ContextOutcomes { get; init; }

    /// <summary>How much of what is remembered of the kind resembles the input: the sum of squared cosines; null where the bid does not depend on it.</summary>
    public double? Resemblance { get; init; }

    /// <summary>Output tokens expected on average over all inputs of the kind, where <see cref="ExpectedOutputTokens"/> depends on the input; null where it does not, and in records from before this was kept.</summary>
    public double? OutputTokensOnAverage { get; init; }

    /// <summary>How many answers of the bidder taught how their length depends on an input, without forgetting; null where the bid does not depend on it.</summary>
    public long? LengthOutcomes { get; init; }

    /// <summary>The latency in seconds expected on average over all inputs of the kind, where the bid's depends on the input; null where it does not, and in records from before this was kept.</summary>
    public double? LatencyOnAverage { get; init; }

    /// <summary>How many timed attempts of the bidder taught how its latency depends on an input, without forgetting; null where the bid does not depend on it.</summary>
    public long? LatencyOutcomes { get; init; }

    /// <summary>The embedding model that told what the input means, beside its words, where the bid depends on that; null where it does not, and in records from before this was kept.</summary>
    public string? Embedding { get; init; }

    /// <summary>Where a specialist takes the fields of its answer from, in the answer's order; null where the answer has none, or is a model's.</summary>
    public IReadOnlyList<FieldEvidence>? Fields { get; init; }

    /// <summary>What a composite plan's bid rests on beside its members' bids; null for the bid of one bidder, and for a hedge.</summary>
    public JointEvidence? Joint { get; init; }
}
