using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Markets;
using Atomic.Core.Microtasks;
using Atomic.Core.Plans;
using Atomic.Core.Verifiers;

namespace Atomic.Core.Decisions;

/// <summary>All of one microtask, in order, folded from durable history; complete at every moment, with null for what has not happened yet.</summary>
public sealed record DecisionRecord
{
    /// <summary>What was asked, under which policy.</summary>
    public required Microtask Microtask { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public required MicrotaskStatus Status { get; init; }

    /// <summary>Why it ended without an answer, in one sentence; null otherwise.</summary>
    public string? StatusDetail { get; init; }

    /// <summary>What was bid.</summary>
    public BidBook? Book { get; init; }

    /// <summary>When bidding ended.</summary>
    public DateTimeOffset? BidsCollectedAt { get; init; }

    /// <summary>The auction's result.</summary>
    public Award? Award { get; init; }

    /// <summary>When the award was made.</summary>
    public DateTimeOffset? AwardedAt { get; init; }

    /// <summary>The attempts that were started.</summary>
    public IReadOnlyList<AttemptStart> Started { get; init; } = [];

    /// <summary>The attempts that ended, in order.</summary>
    public IReadOnlyList<Attempt> Attempts { get; init; } = [];

    /// <summary>The attempt whose answer the caller got; null where there is none, and in records from before this was kept: then it is the last that succeeded.</summary>
    public PlanAsk? Answer { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Bid against actual.</summary>
    public Settlement? Settlement { get; init; }

    /// <summary>What was found of the answer after it was given; null where nothing was to be, or it is not known yet.</summary>
    public AnswerVerdict? Verdict { get; init; }

    /// <summary>The microtask whose answer this one judges; null where it judges none.</summary>
    public string? JudgeOf { get; init; }

    /// <summary>What the caller said afterwards.</summary>
    public IReadOnlyList<Feedback> Feedback { get; init; } = [];

    /// <summary>The price book entries and facts of the bidders that were asked, as far as the current market still has them, for the reader of an explanation.</summary>
    public IReadOnlyList<Bidder> Bidders { get; init; } = [];
}
