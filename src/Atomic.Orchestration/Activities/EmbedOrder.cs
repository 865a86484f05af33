using Atomic.Orchestration.Microtasks;

namespace Atomic.Orchestration.Activities;

/// <summary>An input to be embedded.</summary>
public sealed record EmbedOrder
{
    /// <summary>The microtask's id.</summary>
    public required string MicrotaskId { get; init; }

    /// <summary>Whose it is.</summary>
    public required string Tenant { get; init; }

    /// <summary>The batch that it is part of; null: none.</summary>
    public string? Batch { get; init; }

    /// <summary>Its kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Where the input is.</summary>
    public required PayloadReference Payload { get; init; }

    /// <summary>Who is to embed it, as the policy permits.</summary>
    public required EmbeddingPlan Plan { get; init; }

    /// <summary>The most that the microtask may cost in USD; null: any.</summary>
    public double? MaxCostUsd { get; init; }

    /// <summary>When the microtask's deadline is.</summary>
    public required DateTimeOffset DeadlineAt { get; init; }

    /// <summary>The span of the submission as W3C <c>traceparent</c>; null where it was not traced.</summary>
    public string? TraceParent { get; init; }
}
