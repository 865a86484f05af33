using Atomic.Core.Decisions;
using Atomic.Core.Verifiers;

namespace Atomic.Core.Explanations;

/// <summary>The decision record of one microtask, told to a person and as structured data; complete at every moment.</summary>
public sealed record Explanation
{
    /// <summary>The version of this form.</summary>
    public const string CurrentSchema = "atomic.explanation/1";

    /// <summary>The version of this form; additions keep it, everything else changes it.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>Two to four sentences for a person.</summary>
    public required string Summary { get; init; }

    /// <summary>What was asked, and where it stands.</summary>
    public required ExplainedMicrotask Microtask { get; init; }

    /// <summary>The policy.</summary>
    public required ExplainedPolicy Policy { get; init; }

    /// <summary>The version of the market that was asked; null while bids are being collected.</summary>
    public string? MarketVersion { get; init; }

    /// <summary>The version of the track record that the bids were computed from; null while bids are being collected.</summary>
    public long? TrackRecordVersion { get; init; }

    /// <summary>Every bidder: the ranked in their order, then the eliminated, then those that did not bid.</summary>
    public required IReadOnlyList<ExplainedBid> Bids { get; init; }

    /// <summary>What was done to know what the input means, before the bids; null where nothing was to be.</summary>
    public ExplainedEmbedding? Embedding { get; init; }

    /// <summary>The award; null before it is made.</summary>
    public ExplainedAward? Award { get; init; }

    /// <summary>What would have changed the award.</summary>
    public required IReadOnlyList<Counterfactual> Counterfactuals { get; init; }

    /// <summary>To whose models the input was sent, and by what right.</summary>
    public required IReadOnlyList<Disclosure> Disclosures { get; init; }

    /// <summary>The attempts that were started, in order.</summary>
    public required IReadOnlyList<ExplainedAttempt> Attempts { get; init; }

    /// <summary>The answer; null where there is none.</summary>
    public ExplainedAnswer? Answer { get; init; }

    /// <summary>Bid against actual; null before the settlement.</summary>
    public ExplainedSettlement? Settlement { get; init; }

    /// <summary>What verifiers and a judge found of the answer after it was given; null where they were not asked, or have not ended.</summary>
    public AnswerVerdict? Verdict { get; init; }

    /// <summary>What the caller said afterwards.</summary>
    public required IReadOnlyList<Feedback> Feedback { get; init; }

    /// <summary>What happened when.</summary>
    public required IReadOnlyList<Moment> Timeline { get; init; }

    /// <summary>What must hold of the record, checked.</summary>
    public required IReadOnlyList<Fact> Facts { get; init; }

    /// <summary>Explains a record as it stands.</summary>
    /// <param name="record">The record.</param>
    public static Explanation Of(DecisionRecord record) => Explainer.Explain(new ExplanationSource(record));
}
