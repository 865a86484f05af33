using System.Text.Json;
using Atomic.Core.Verifiers;

namespace Atomic.Core.Decisions;

/// <summary>One execution by one bidder under an award, as recorded.</summary>
public sealed record Attempt
{
    /// <summary>0 for the award's first step.</summary>
    public required int Step { get; init; }

    /// <summary>1 for the first asking of the step, 2 where its bidder was asked again with the faults of its first answer.</summary>
    public int Ask
    {
        get;
        init => field = Math.Max(value, 1); // histories from before this was kept have none
    } = 1;

    /// <summary>Who executed.</summary>
    public required string BidderId { get; init; }

    /// <summary>The model that was asked.</summary>
    public required string Model { get; init; }

    /// <summary>The model that the endpoint says it served; null where it did not say.</summary>
    public string? ServedModel { get; init; }

    /// <summary>The bidder's own prompt that was sent; null where it has none, and in histories from before this was kept.</summary>
    public SentPrompt? Prompt { get; init; }

    /// <summary>The key under which the endpoint was asked; the same again if the attempt had to be repeated after a crash.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>How it ended.</summary>
    public required AttemptOutcome Outcome { get; init; }

    /// <summary>Why it ended so, in one sentence; null where it succeeded.</summary>
    public string? Detail { get; init; }

    /// <summary>The answer: a JSON string for free text, any JSON under an output schema; null where there is none.</summary>
    public JsonElement? Output { get; init; }

    /// <summary>Where the answer is, when it is too large for the record; <see cref="Output"/> is null then. Null otherwise.</summary>
    public StoredOutput? StoredOutput { get; init; }

    /// <summary>What equal answers share, see <see cref="Plans.AnswerComparer"/>; null where the plan compares none, and where the answer equals no other.</summary>
    public string? OutputHash { get; init; }

    /// <summary>What was mended in the answer without asking again, by name and in order; empty where nothing was.</summary>
    public IReadOnlyList<string> Repairs
    {
        get;
        init => field = value ?? []; // histories from before this was kept have none
    } = [];

    /// <summary>The answer that was refused, for the bidder to be asked again with its faults; null where there was none.</summary>
    public RejectedAnswer? Rejected { get; init; }

    /// <summary>Why the model stopped, as its endpoint says (<c>stop</c>, <c>length</c>, <c>tool_calls</c>); null where it did not say.</summary>
    public string? FinishReason { get; init; }

    /// <summary>Whether a part of the answer was passed on to the caller while it arrived: from then on no other bidder may answer.</summary>
    public bool Streamed { get; init; }

    /// <summary>Input tokens as the endpoint billed them; null where it did not say.</summary>
    public int? InputTokens { get; init; }

    /// <summary>Output tokens as the endpoint billed them; null where it did not say.</summary>
    public int? OutputTokens { get; init; }

    /// <summary>What it cost in USD by the price book.</summary>
    public required double CostUsd { get; init; }

    /// <summary>True where the cost is an estimate because the endpoint reported no usage.</summary>
    public bool CostIsEstimated { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public required double LatencySeconds { get; init; }

    /// <summary>How many requests the endpoint was sent (1, or more after short retries).</summary>
    public int Requests { get; init; } = 1;

    /// <summary>The number of this delivery, where the host counts deliveries itself: more than 1 only where a crash cut off an earlier one. Null where durable history tells it.</summary>
    public int? Delivery { get; init; }

    /// <summary>The checks of the answer.</summary>
    public IReadOnlyList<Verification> Verifications { get; init; } = [];

    /// <summary>What the verifiers that run with the attempt found of its answer; empty where none was asked, or there was no valid answer.</summary>
    public IReadOnlyList<VerifierVerdict> Verdicts
    {
        get;
        init => field = value ?? []; // histories from before this was kept have none
    } = [];

    /// <summary>Whether a valid answer was refused because a verifier that is required found it wrong.</summary>
    public bool IsRefusedByVerifier() => Outcome == AttemptOutcome.InvalidOutput && Verdicts.Any(static verdict => verdict.Refuses());
}
