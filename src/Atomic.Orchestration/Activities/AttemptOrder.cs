using Atomic.Core.Decisions;
using Atomic.Core.Demonstrations;
using Atomic.Core.Plans;
using Atomic.Core.Verifiers;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Microtasks;

namespace Atomic.Orchestration.Activities;

/// <summary>One step of an awarded plan, to be executed.</summary>
public sealed record AttemptOrder
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

    /// <summary>What to work on.</summary>
    public required PayloadReference Payload { get; init; }

    /// <summary>0 for the award's first step.</summary>
    public required int Step { get; init; }

    /// <summary>1 for the first asking, 2 where the bidder is asked again.</summary>
    public int Ask
    {
        get;
        init => field = Math.Max(value, 1); // histories from before this was kept have none
    } = 1;

    /// <summary>The bidder's refused answer, where it is asked again; null otherwise.</summary>
    public RejectedAnswer? Rejected { get; init; }

    /// <summary>The verified examples that the bid chose, to be shown again whenever the attempt is delivered; null where there are none.</summary>
    public IReadOnlyList<ShownDemonstration>? Demonstrations { get; init; }

    /// <summary>Whether the caller reads the answer while it arrives.</summary>
    public bool Stream { get; init; }

    /// <summary>When answers in free text count as equal; null where the plan compares no answers.</summary>
    public TextAgreement? Agreement { get; init; }

    /// <summary>What the answer is held against at once; empty: nothing.</summary>
    public IReadOnlyList<Verifier> Verify
    {
        get;
        init => field = value ?? []; // histories from before this was kept have none
    } = [];

    /// <summary>Who executes.</summary>
    public required string BidderId { get; init; }

    /// <summary>The model that was bid.</summary>
    public required string Model { get; init; }

    /// <summary>The prompt's length in tokens: the cost's base where the endpoint reports no usage.</summary>
    public required int InputTokens { get; init; }

    /// <summary>An answer above that many bytes of JSON travels by reference.</summary>
    public int MaxInlineOutputBytes
    {
        get;
        init => field = value > 0 ? value : PayloadReference.MaxInlineBytes; // histories from before this was kept have none
    } = PayloadReference.MaxInlineBytes;

    /// <summary>When the microtask's deadline is.</summary>
    public required DateTimeOffset DeadlineAt { get; init; }

    /// <summary>The span of the submission as W3C <c>traceparent</c>; null where it was not traced.</summary>
    public string? TraceParent { get; init; }
}
