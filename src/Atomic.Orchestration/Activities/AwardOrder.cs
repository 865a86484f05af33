using Atomic.Core.Bids;
using Atomic.Core.Plans;
using Atomic.Core.Policies;
using Atomic.Orchestration.Access;

namespace Atomic.Orchestration.Activities;

/// <summary>An auction to be cleared, with the money to be reserved.</summary>
public sealed record AwardOrder
{
    /// <summary>The microtask's id.</summary>
    public required string MicrotaskId { get; init; }

    /// <summary>Whose it is.</summary>
    public string Tenant
    {
        get;
        init => field = value ?? TenantName.Default; // histories from before this was kept have none
    } = TenantName.Default;

    /// <summary>The batch that it is part of; null: none.</summary>
    public string? Batch { get; init; }

    /// <summary>The forms of composite plans that may bid.</summary>
    public IReadOnlyList<PlanForm> PlanForms
    {
        get;
        init => field = value ?? []; // histories from before this was kept have none
    } = [];

    /// <summary>How often each step's bidder may be asked.</summary>
    public int AsksPerStep
    {
        get;
        init => field = Math.Max(value, 1); // histories from before this was kept have none
    } = 1;

    /// <summary>Its kind.</summary>
    public required string Kind { get; init; }

    /// <summary>The policy.</summary>
    public required Policy Policy { get; init; }

    /// <summary>The bids.</summary>
    public required BidBook Book { get; init; }

    /// <summary>Seconds of the deadline that are gone.</summary>
    public required double ElapsedSeconds { get; init; }

    /// <summary>The span of the submission as W3C <c>traceparent</c>; null where it was not traced.</summary>
    public string? TraceParent { get; init; }
}
