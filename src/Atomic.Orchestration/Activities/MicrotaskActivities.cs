using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Verifiers;
using Atomic.Orchestration.Durable;
using Atomic.Orchestration.Microtasks;

namespace Atomic.Orchestration.Activities;

/// <summary>The activities of the flow. Their names stand in durable history and never change.</summary>
public static class MicrotaskActivities
{
    /// <summary>Has the input embedded, where an embedder is configured.</summary>
    public static ActivityDefinition<EmbedOrder, EmbeddedInput> Embed { get; } =
        new("Embed", ActivityEffect.External, OrchestrationJson.Default.EmbedOrder, OrchestrationJson.Default.EmbeddedInput);

    /// <summary>Collects bids from the bidders named.</summary>
    public static ActivityDefinition<BidRequest, BidBook> CollectBids { get; } =
        new("CollectBids", ActivityEffect.Internal, OrchestrationJson.Default.BidRequest, OrchestrationJson.Default.BidBook);

    /// <summary>Clears the auction and reserves the plan's worst cost.</summary>
    public static ActivityDefinition<AwardOrder, Award> Award { get; } =
        new("Award", ActivityEffect.Internal, OrchestrationJson.Default.AwardOrder, OrchestrationJson.Default.Award);

    /// <summary>Executes one step of the plan and verifies the answer.</summary>
    public static ActivityDefinition<AttemptOrder, Attempt> Attempt { get; } =
        new("Attempt", ActivityEffect.External, OrchestrationJson.Default.AttemptOrder, OrchestrationJson.Default.Attempt);

    /// <summary>Settles bid against actual: track record and budgets.</summary>
    public static ActivityDefinition<SettlementOrder, Settlement> Settle { get; } =
        new("Settle", ActivityEffect.Internal, OrchestrationJson.Default.SettlementOrder, OrchestrationJson.Default.Settlement);

    /// <summary>Has the answer judged after it was given, and learns from what is found.</summary>
    public static ActivityDefinition<VerdictOrder, AnswerVerdict> Verdict { get; } =
        new("Verdict", ActivityEffect.External, OrchestrationJson.Default.VerdictOrder, OrchestrationJson.Default.AnswerVerdict);
}
