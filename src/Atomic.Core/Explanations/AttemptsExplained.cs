using Atomic.Core.Decisions;
using Atomic.Core.Plans;

namespace Atomic.Core.Explanations;

/// <summary>Tells the attempts, also those that have not ended.</summary>
internal static class AttemptsExplained
{
    /// <summary>The attempts in order.</summary>
    /// <param name="source">The record.</param>
    public static IReadOnlyList<ExplainedAttempt> Of(ExplanationSource source) =>
    [
        .. source.Record.Attempts.Select(attempt => Ended(source, attempt))
            .Concat(source.Open().Select(start => Open(source, start)))
            .OrderBy(static attempt => attempt.Number).ThenBy(static attempt => attempt.Ask),
    ];

    private static ExplainedAttempt Ended(ExplanationSource source, Attempt attempt)
    {
        var ask = new PlanAsk(attempt.Step, attempt.Ask);
        var start = source.StartOf(ask);
        return new ExplainedAttempt
        {
            Number = attempt.Step + 1,
            Ask = attempt.Ask,
            BidderId = attempt.BidderId,
            RequestedModel = attempt.Model,
            ServedModel = attempt.ServedModel,
            Prompt = attempt.Prompt,
            Outcome = attempt.Outcome,
            Detail = attempt.Detail,
            Output = Explainer.Json(attempt.Output),
            Verifications = attempt.Verifications,
            Verdicts = attempt.Verdicts,
            Repairs = attempt.Repairs,
            FinishReason = attempt.FinishReason,
            Streamed = attempt.Streamed,
            StartedAt = start?.At,
            LatencySeconds = Finite.OrNull(attempt.LatencySeconds),
            InputTokens = attempt.InputTokens,
            OutputTokens = attempt.OutputTokens,
            CostUsd = Finite.OrNull(attempt.CostUsd),
            CostIsEstimated = attempt.CostIsEstimated,
            IdempotencyKey = attempt.IdempotencyKey,
            Deliveries = start?.Deliveries ?? 1,
            Requests = attempt.Requests,
            Notes = [.. AttemptNotes.Of(source, ask, attempt, start)],
        };
    }

    private static ExplainedAttempt Open(ExplanationSource source, AttemptStart start)
    {
        var bidder = source.BidderOfStep(start.Step);
        return new ExplainedAttempt
        {
            Number = start.Step + 1,
            Ask = start.Ask,
            BidderId = bidder,
            RequestedModel = bidder is null ? null : source.BidOf(bidder)?.Model,
            Verifications = [],
            StartedAt = start.At,
            CostIsEstimated = false,
            Deliveries = start.Deliveries,
            Notes = [.. AttemptNotes.Of(source, new PlanAsk(start.Step, start.Ask), null, start)],
        };
    }
}
