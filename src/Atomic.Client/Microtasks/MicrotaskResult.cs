using System.Text.Json;

namespace Atomic.Client.Microtasks;

/// <summary>A microtask as it stands.</summary>
public record MicrotaskResult
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its kind.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public required MicrotaskStatus Status { get; init; }

    /// <summary>The answer as the model gave it; null while there is none.</summary>
    public JsonElement? Output { get; init; }

    /// <summary>Why there is no answer, in one sentence; null otherwise.</summary>
    public string? Detail { get; init; }

    /// <summary>The budget for want of which there is no answer; null otherwise.</summary>
    public MicrotaskRefusal? Refusal { get; init; }

    /// <summary>Who won and who answered; null before the award, or where there is none.</summary>
    public MicrotaskAward? Award { get; init; }

    /// <summary>What all attempts so far cost, and the embedding of the input where there was one, in USD.</summary>
    public double CostUsd { get; init; }

    /// <summary>From acceptance to the answer, in milliseconds; null while it runs.</summary>
    public double? LatencyMs { get; init; }

    /// <summary>Of it, what was not spent waiting for models, in milliseconds; null while it runs.</summary>
    public double? OverheadMs { get; init; }

    /// <summary>Where it can be looked at.</summary>
    public required MicrotaskLinks Links { get; init; }

    /// <summary>When it was accepted; null except in a listing.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>When it ended; null except in a listing.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether there is an answer.</summary>
    public bool Succeeded => Status == MicrotaskStatus.Succeeded;

    /// <summary>The answer as text: a string's content, else its JSON; null where there is none.</summary>
    public string? OutputText => Output switch
    {
        null or { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { } json => json.GetRawText(),
    };
}
