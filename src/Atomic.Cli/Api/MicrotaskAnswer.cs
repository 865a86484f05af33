using System.Text.Json;

namespace Atomic.Cli.Api;

/// <summary>A microtask as <c>POST /api/microtasks</c> answers with it.</summary>
internal sealed record MicrotaskAnswer
{
    /// <summary>The status of one that has its answer.</summary>
    public const string SucceededStatus = "succeeded";

    /// <summary>The status of one that has not ended.</summary>
    public const string RunningStatus = "running";

    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands.</summary>
    public required string Status { get; init; }

    /// <summary>The answer.</summary>
    public JsonElement? Output { get; init; }

    /// <summary>Why there is none.</summary>
    public string? Detail { get; init; }

    /// <summary>Who won, and who answered.</summary>
    public AwardAnswer? Award { get; init; }

    /// <summary>What all attempts cost, and the embedding of the input where there was one, in USD.</summary>
    public double CostUsd { get; init; }

    /// <summary>From acceptance to the answer, in milliseconds.</summary>
    public double? LatencyMs { get; init; }

    /// <summary>Of it, what was not spent waiting for models, in milliseconds.</summary>
    public double? OverheadMs { get; init; }

    /// <summary>Whether there is an answer.</summary>
    public bool Succeeded => Status == SucceededStatus;

    /// <summary>The time spent waiting for models, in milliseconds.</summary>
    public double ModelMs => (LatencyMs ?? 0) - (OverheadMs ?? 0);

    /// <summary>The answer as text: a string's content, else its JSON; empty where there is none.</summary>
    public string OutputText => Output switch
    {
        null or { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } => "",
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { } json => json.GetRawText(),
    };
}
