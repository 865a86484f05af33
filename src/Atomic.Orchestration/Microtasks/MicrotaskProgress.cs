using System.Text.Json;
using Atomic.Core.Decisions;
using Atomic.Core.Microtasks;
using Atomic.Core.Plans;

namespace Atomic.Orchestration.Microtasks;

/// <summary>How a microtask ended: published as custom status the moment it is known, before the settlement, and returned at the end.</summary>
public sealed record MicrotaskProgress
{
    /// <summary>A terminal status.</summary>
    public required MicrotaskStatus Status { get; init; }

    /// <summary>The answer; null where there is none.</summary>
    public JsonElement? Output { get; init; }

    /// <summary>Where the answer is, when it is too large to be published; <see cref="Output"/> is null then. Null otherwise.</summary>
    public StoredOutput? StoredOutput { get; init; }

    /// <summary>Why there is no answer, in one sentence; null otherwise.</summary>
    public string? Detail { get; init; }

    /// <summary>Why nothing was awarded, where it was for money alone; null otherwise.</summary>
    public MicrotaskRefusal? Refusal { get; init; }

    /// <summary>The id of the bid that won: the plan's first step, or the composite plan's own bid; null where there was no award.</summary>
    public string? Winner { get; init; }

    /// <summary>The bidder that answered; where none did, that of the last attempt; null where there was none.</summary>
    public string? Bidder { get; init; }

    /// <summary>Its model.</summary>
    public string? Model { get; init; }

    /// <summary>The model that its endpoint says it served.</summary>
    public string? ServedModel { get; init; }

    /// <summary>The plan in words.</summary>
    public string? Plan { get; init; }

    /// <summary>The attempt whose answer it is; null where there is none, and in histories from before this was kept.</summary>
    public PlanAsk? Answer { get; init; }

    /// <summary>How many attempts ended.</summary>
    public int Attempts { get; init; }

    /// <summary>What they cost together, in USD.</summary>
    public double CostUsd { get; init; }

    /// <summary>The tokens of the last attempt; null where its endpoint did not say, or there was none.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>Why the answering model stopped, as its endpoint says; null where it did not say.</summary>
    public string? FinishReason { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>From acceptance to the end, in seconds.</summary>
    public double LatencySeconds { get; init; }

    /// <summary>Of that, the seconds in which at least one model was at work.</summary>
    public double ModelSeconds { get; init; }
}
