using System.Text.Json;
using Atomic.Core.Decisions;

namespace Atomic.Orchestration.Ports;

/// <summary>How an execution ended.</summary>
public sealed record ModelReply
{
    /// <summary>The outcome, before the answer is verified.</summary>
    public required AttemptOutcome Outcome { get; init; }

    /// <summary>Why it ended so, in one sentence without payload or secret; null where it succeeded.</summary>
    public string? Detail { get; init; }

    /// <summary>The answer's text; null where there is none.</summary>
    public string? Text { get; init; }

    /// <summary>
    /// The answer where it is more than one text: <c>{"choices": […]}</c> as the protocol has them, for a chat with tool calls or several choices;
    /// <c>{"data": [{"index","embedding"}]}</c> for embeddings. Null where <see cref="Text"/> is all there is.
    /// </summary>
    public JsonElement? Output { get; init; }

    /// <summary>Why the model stopped, as its endpoint says (<c>stop</c>, <c>length</c>, <c>tool_calls</c>); null where it did not say.</summary>
    public string? FinishReason { get; init; }

    /// <summary>Whether a part of the answer went into the call's sink.</summary>
    public bool Streamed { get; init; }

    /// <summary>The bidder's own prompt that was sent; null where it has none, or nothing was sent.</summary>
    public SentPrompt? Prompt { get; init; }

    /// <summary>The model that the endpoint says it served.</summary>
    public string? ServedModel { get; init; }

    /// <summary>Input tokens as billed; null where the endpoint did not say.</summary>
    public int? InputTokens { get; init; }

    /// <summary>Output tokens as billed; null where the endpoint did not say.</summary>
    public int? OutputTokens { get; init; }

    /// <summary>Whether the tokens were counted here, since the endpoint did not say: of an answer that broke off, or that came without usage.</summary>
    public bool TokensAreEstimated { get; init; }

    /// <summary>How many requests the endpoint was sent.</summary>
    public int Requests { get; init; } = 1;

    /// <summary>How long it took in seconds, by a monotonic clock.</summary>
    public required double LatencySeconds { get; init; }
}
