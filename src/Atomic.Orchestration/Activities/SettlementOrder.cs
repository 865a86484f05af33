using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Microtasks;
using Atomic.Core.Plans;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Microtasks;

namespace Atomic.Orchestration.Activities;

/// <summary>A decision to be settled.</summary>
public sealed record SettlementOrder
{
    /// <summary>The microtask's id.</summary>
    public required string MicrotaskId { get; init; }

    /// <summary>Whose it is.</summary>
    public string Tenant
    {
        get;
        init => field = value ?? TenantName.Default; // histories from before this was kept have none
    } = TenantName.Default;

    /// <summary>The shape of the output schema, see <see cref="Core.Schemas.SchemaShape"/>; null where there is none.</summary>
    public string? SchemaShape { get; init; }

    /// <summary>What was worked on; null in histories from before this was kept.</summary>
    public PayloadReference? Payload { get; init; }

    /// <summary>The batch that it is part of; null: none.</summary>
    public string? Batch { get; init; }

    /// <summary>Its kind.</summary>
    public required string Kind { get; init; }

    /// <summary>What deciding has cost so far in USD: the embedding of the input. 0 in histories from before this was kept.</summary>
    public double DecidingUsd { get; init; }

    /// <summary>What was reserved, in USD.</summary>
    public required double ReservedUsd { get; init; }

    /// <summary>The plan that was executed; null in histories from before this was kept.</summary>
    public Plan? Plan { get; init; }

    /// <summary>The bids of those that were tried.</summary>
    public required IReadOnlyList<Bid> Bids { get; init; }

    /// <summary>The attempts in order.</summary>
    public required IReadOnlyList<Attempt> Attempts { get; init; }

    /// <summary>The attempt whose answer the caller got; null where there is none, and in histories from before this was kept.</summary>
    public PlanAsk? Answer { get; init; }

    /// <summary>How the microtask ended; null in histories from before this was kept.</summary>
    public MicrotaskStatus? Status { get; init; }

    /// <summary>From acceptance to the end, in seconds; null in histories from before this was kept.</summary>
    public double? LatencySeconds { get; init; }

    /// <summary>The span of the submission as W3C <c>traceparent</c>; null where it was not traced.</summary>
    public string? TraceParent { get; init; }
}
