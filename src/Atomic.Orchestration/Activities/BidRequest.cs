using Atomic.Core.Embeddings;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Microtasks;

namespace Atomic.Orchestration.Activities;

/// <summary>Whom to ask for bids on what.</summary>
public sealed record BidRequest
{
    /// <summary>The microtask's id.</summary>
    public required string MicrotaskId { get; init; }

    /// <summary>Whose it is.</summary>
    public string Tenant
    {
        get;
        init => field = value ?? TenantName.Default; // histories from before this was kept have none
    } = TenantName.Default;

    /// <summary>Its kind.</summary>
    public required string Kind { get; init; }

    /// <summary>What the bidders may see.</summary>
    public required PayloadReference Payload { get; init; }

    /// <summary>What the input means, as an embedding model says; null where that is not known, as in histories from before this was kept.</summary>
    public InputVector? Vector { get; init; }

    /// <summary>The shape of the output schema, see <see cref="Core.Schemas.SchemaShape"/>; null where there is none.</summary>
    public string? SchemaShape { get; init; }

    /// <summary>The prompt's length in tokens.</summary>
    public required int InputTokens { get; init; }

    /// <summary>The policy's lower bound on quality; null: none.</summary>
    public double? MinQuality { get; init; }

    /// <summary>When the microtask's deadline is: bids take their part of it. Null in histories from before this was kept.</summary>
    public DateTimeOffset? DeadlineAt { get; init; }

    /// <summary>Whom to ask.</summary>
    public required IReadOnlyList<string> BidderIds { get; init; }

    /// <summary>Among whom what is known of pairs is wanted as well; empty: it is not.</summary>
    public IReadOnlyList<string> PairsAmong
    {
        get;
        init => field = value ?? []; // histories from before this was kept have none
    } = [];

    /// <summary>The span of the submission as W3C <c>traceparent</c>; null where it was not traced.</summary>
    public string? TraceParent { get; init; }
}
