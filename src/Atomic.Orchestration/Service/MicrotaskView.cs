using System.Text.Json;
using Atomic.Core.Decisions;
using Atomic.Core.Microtasks;
using Atomic.Orchestration.Microtasks;

namespace Atomic.Orchestration.Service;

/// <summary>A microtask as callers see it.</summary>
public sealed record MicrotaskView
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Where it stands.</summary>
    public required MicrotaskStatus Status { get; init; }

    /// <summary>The answer; null while there is none.</summary>
    public JsonElement? Output { get; init; }

    /// <summary>Where the answer is kept, when it is large; null otherwise.</summary>
    public StoredOutput? StoredOutput { get; init; }

    /// <summary>Why there is no answer, in one sentence; null otherwise.</summary>
    public string? Detail { get; init; }

    /// <summary>Why nothing was awarded, where it was for money alone; null otherwise.</summary>
    public MicrotaskRefusal? Refusal { get; init; }

    /// <summary>Who won; null before the award, or where there is none.</summary>
    public AwardView? Award { get; init; }

    /// <summary>What all attempts so far cost, and the embedding of the input where there was one, in USD.</summary>
    public double CostUsd { get; init; }

    /// <summary>The tokens of the answering attempt; null while there is none, or where its endpoint did not say.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>Why the answering model stopped, as its endpoint says (<c>stop</c>, <c>length</c>, <c>tool_calls</c>); null where it did not say.</summary>
    public string? FinishReason { get; init; }

    /// <summary>From acceptance to the answer, in milliseconds; null while it runs.</summary>
    public double? LatencyMs { get; init; }

    /// <summary>Of <see cref="LatencyMs"/>, what was not spent waiting for models: Atomic's own overhead; null while it runs.</summary>
    public double? OverheadMs { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
