using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Demonstrations;
using Atomic.Core.Markets;

namespace Atomic.Core.Explanations;

/// <summary>One bidder, or one composite plan: its bid, or why it did not bid, and what became of it.</summary>
public sealed record ExplainedBid
{
    /// <summary>The bidder's id, or the composite plan's.</summary>
    public required string BidderId { get; init; }

    /// <summary>Its model, where known.</summary>
    public string? Model { get; init; }

    /// <summary>The composite plan in words; null for one bidder.</summary>
    public string? Plan { get; init; }

    /// <summary>Its own prompt as it bid with it; null where it sends the caller's instructions as they are.</summary>
    public PromptVariant? Prompt { get; init; }

    /// <summary>The verified examples that its prompt would show, in order; null where it shows none.</summary>
    public IReadOnlyList<ShownDemonstration>? Demonstrations { get; init; }

    /// <summary>Its region as the market states it now; null where the market no longer has it.</summary>
    public string? Region { get; init; }

    /// <summary>Its tags as the market states them now; null where the market no longer has it.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Its entry in the price book as the market states it now; null where the market no longer has it.</summary>
    public TokenPrice? Price { get; init; }

    /// <summary>What became of it.</summary>
    public required BidFate Fate { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public required string FateSentence { get; init; }

    /// <summary>1 for the first of the ranking; null where it was not ranked.</summary>
    public int? Rank { get; init; }

    /// <summary>The probability with which the draw awards it; null where it was not ranked.</summary>
    public double? Propensity { get; init; }

    /// <summary>Cost in USD, p10 to p90; null where it did not bid.</summary>
    public ExplainedEstimate? CostUsd { get; init; }

    /// <summary>Latency in seconds, p5 to p95; null where it did not bid.</summary>
    public ExplainedEstimate? LatencySeconds { get; init; }

    /// <summary>Success probability with its 90% interval; null where it did not bid.</summary>
    public ExplainedEstimate? Success { get; init; }

    /// <summary>What the bid rests on; null where it did not bid.</summary>
    public BidEvidence? Evidence { get; init; }

    /// <summary>The arithmetic of its score; null where it did not bid.</summary>
    public ExplainedScore? Score { get; init; }

    /// <summary>Why it did not bid, as a code; null where it bid.</summary>
    public NoBidReason? NoBidReason { get; init; }

    /// <summary>When it will bid again, where that is known.</summary>
    public DateTimeOffset? NoBidUntil { get; init; }

    /// <summary>The hard limit that it failed, as a code; null where it failed none.</summary>
    public EliminationReason? EliminationReason { get; init; }

    /// <summary>How many attempts it was given.</summary>
    public required int Attempts { get; init; }
}
