using Atomic.Core.Bids;
using Atomic.Core.Plans;
using Atomic.Core.Policies;
using Atomic.Core.Verifiers;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Options;

namespace Atomic.Orchestration.Microtasks;

/// <summary>A microtask as it was accepted: the input of <see cref="MicrotaskOrchestration"/>.</summary>
public sealed record AcceptedMicrotask
{
    /// <summary>Id of the microtask and of its orchestration.</summary>
    public required string Id { get; init; }

    /// <summary>Whose it is.</summary>
    public string Tenant
    {
        get;
        init => field = value ?? TenantName.Default; // histories from before this was kept have none
    } = TenantName.Default;

    /// <summary>Its kind.</summary>
    public required string Kind { get; init; }

    /// <summary>The batch that it is part of; null: none.</summary>
    public string? Batch { get; init; }

    /// <summary>Whether the caller reads the answer while it arrives.</summary>
    public bool Stream { get; init; }

    /// <summary>Whether the answer is held to an output schema.</summary>
    public bool HasOutputSchema { get; init; }

    /// <summary>Whether one model has to answer: embeddings, or a request for more than an answer.</summary>
    public bool OneModel { get; init; }

    /// <summary>Whether free texts are compared, so that bidders can agree on one.</summary>
    public bool ComparesText { get; init; }

    /// <summary>The shape of the output schema, see <see cref="Core.Schemas.SchemaShape"/>; null where there is none.</summary>
    public string? SchemaShape { get; init; }

    /// <summary>Instructions, input and output schema.</summary>
    public required PayloadReference Payload { get; init; }

    /// <summary>What its answer is held against; empty: nothing.</summary>
    public IReadOnlyList<Verifier> Verify
    {
        get;
        init => field = value ?? []; // histories from before this was kept have none
    } = [];

    /// <summary>The microtask whose answer this one judges; null where it judges none. A judge's own answer is not judged.</summary>
    public string? JudgeOf { get; init; }

    /// <summary>The policy, resolved.</summary>
    public required Policy Policy { get; init; }

    /// <summary>The caller's tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>When it was accepted; the deadline counts from here.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>The prompt's length in tokens.</summary>
    public required int InputTokens { get; init; }

    /// <summary>The version of the market that was asked.</summary>
    public required string MarketVersion { get; init; }

    /// <summary>Ids of the bidders that may see the data, in ordinal order.</summary>
    public required IReadOnlyList<string> Invited { get; init; }

    /// <summary>The others, each with the rule that it failed. They are never asked, never awarded and never a fallback.</summary>
    public required IReadOnlyList<NoBid> NotInvited { get; init; }

    /// <summary>Who embeds the input before the bids; null where it is not embedded, as in histories from before this was kept.</summary>
    public EmbeddingPlan? Embedding { get; init; }

    /// <summary>How the bids are collected.</summary>
    public BidFanOut FanOut { get; init; }

    /// <summary>When answers in free text count as equal, for plans that compare answers.</summary>
    public TextAgreement TextAgreement { get; init; }

    /// <summary>The seconds that the whole microtask may take: the policy's deadline, or the server's where the policy has none.</summary>
    public required double DeadlineSeconds { get; init; }

    /// <summary>Answers above that many bytes of JSON travel by reference: 32 KiB, or less on hosts whose published status holds less.</summary>
    public int MaxInlineOutputBytes
    {
        get;
        init => field = value > 0 ? value : PayloadReference.MaxInlineBytes; // histories from before this was kept have none
    } = PayloadReference.MaxInlineBytes;

    /// <summary>SHA-256 of the request's meaning, hexadecimal: the same idempotency key with another hash is refused. Null where the caller gave no key.</summary>
    public string? RequestHash { get; init; }

    /// <summary>The span of the submission as W3C <c>traceparent</c>, so that what runs later, also after a restart, is in its trace; null where it was not traced.</summary>
    public string? TraceParent { get; init; }
}
