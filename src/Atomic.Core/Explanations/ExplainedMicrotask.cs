using System.Text.Json;
using Atomic.Core.Microtasks;

namespace Atomic.Core.Explanations;

/// <summary>What was asked, and where it stands.</summary>
public sealed record ExplainedMicrotask
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its kind.</summary>
    public required string Kind { get; init; }

    /// <summary>The microtask whose answer this one judges; null where it judges none.</summary>
    public string? JudgeOf { get; init; }

    /// <summary>Where it stands, as callers see it.</summary>
    public required MicrotaskStatus Status { get; init; }

    /// <summary>How far it has come.</summary>
    public required ExplanationStage Stage { get; init; }

    /// <summary>Why it ended without an answer; null otherwise.</summary>
    public string? StatusDetail { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Seconds from acceptance to the end; null while it runs.</summary>
    public double? ElapsedSeconds { get; init; }

    /// <summary>What all attempts so far cost, and the embedding of the input where there was one, in USD.</summary>
    public required double CostUsd { get; init; }

    /// <summary>The caller's instructions.</summary>
    public string? Instructions { get; init; }

    /// <summary>The caller's input; null where the record holds none.</summary>
    public JsonElement? Input { get; init; }

    /// <summary>Whether the answer had to meet a JSON Schema.</summary>
    public required bool HasOutputSchema { get; init; }

    /// <summary>The caller's tags; no bidder saw them.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }
}
