using System.Text.Json;
using Atomic.Core.Decisions;
using Atomic.Core.Verifiers;

namespace Atomic.Core.Explanations;

/// <summary>One attempt, whether or not it has ended.</summary>
public sealed record ExplainedAttempt
{
    /// <summary>1 for the plan's first step, 2 for its second, and so on; a bidder that was asked again keeps its number.</summary>
    public required int Number { get; init; }

    /// <summary>1 for the first asking, 2 where its bidder was asked again with the faults of its first answer.</summary>
    public int Ask { get; init; } = 1;

    /// <summary>Who executes; null where the record does not say.</summary>
    public string? BidderId { get; init; }

    /// <summary>The model that was asked; null where the record does not say yet.</summary>
    public string? RequestedModel { get; init; }

    /// <summary>The model that the endpoint says it served; null where it did not say.</summary>
    public string? ServedModel { get; init; }

    /// <summary>The bidder's own prompt that was sent, with its text; null where it has none, or the record does not say.</summary>
    public SentPrompt? Prompt { get; init; }

    /// <summary>How it ended; null where it has not.</summary>
    public AttemptOutcome? Outcome { get; init; }

    /// <summary>Why it ended so; null where it succeeded or has not ended.</summary>
    public string? Detail { get; init; }

    /// <summary>The answer; null where there is none.</summary>
    public JsonElement? Output { get; init; }

    /// <summary>The checks of the answer.</summary>
    public required IReadOnlyList<Verification> Verifications { get; init; }

    /// <summary>What the verifiers found that ran with it, also where the answer was refused for it.</summary>
    public IReadOnlyList<VerifierVerdict> Verdicts { get; init; } = [];

    /// <summary>What was mended in the answer without asking again, by name and in order.</summary>
    public IReadOnlyList<string> Repairs { get; init; } = [];

    /// <summary>Why the model stopped, as its endpoint says; null where it did not say.</summary>
    public string? FinishReason { get; init; }

    /// <summary>Whether a part of the answer was passed on to the caller while it arrived.</summary>
    public bool Streamed { get; init; }

    /// <summary>When its start was made durable; null where the record does not say.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>How long it took, in seconds; null where it has not ended.</summary>
    public double? LatencySeconds { get; init; }

    /// <summary>Input tokens as billed; null where the endpoint did not say.</summary>
    public int? InputTokens { get; init; }

    /// <summary>Output tokens as billed; null where the endpoint did not say.</summary>
    public int? OutputTokens { get; init; }

    /// <summary>Cost in USD; null where it has not ended.</summary>
    public double? CostUsd { get; init; }

    /// <summary>Whether the cost is an estimate because the endpoint reported no usage.</summary>
    public required bool CostIsEstimated { get; init; }

    /// <summary>The key under which the endpoint was asked; null where it has not ended.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>How often it was started; more than 1 only after a crash.</summary>
    public required int Deliveries { get; init; }

    /// <summary>How many requests the endpoint was sent within the last start; null where it has not ended.</summary>
    public int? Requests { get; init; }

    /// <summary>What is remarkable about it, in sentences: why it was made, another model served, deliveries, retries.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
