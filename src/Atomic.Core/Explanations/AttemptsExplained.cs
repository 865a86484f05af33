using Atomic.Core.Decisions;
using Atomic.Core.Microtasks;

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
            .OrderBy(static attempt => attempt.Number),
    ];

    private static ExplainedAttempt Ended(ExplanationSource source, Attempt attempt)
    {
        var start = source.Record.Started.FirstOrDefault(started => started.Step == attempt.Step);
        return new ExplainedAttempt
        {
            Number = attempt.Step + 1,
            BidderId = attempt.BidderId,
            RequestedModel = attempt.Model,
            ServedModel = attempt.ServedModel,
            Outcome = attempt.Outcome,
            Detail = attempt.Detail,
            Output = Explainer.Json(attempt.Output),
            Verifications = attempt.Verifications,
            StartedAt = start?.At,
            LatencySeconds = Finite.OrNull(attempt.LatencySeconds),
            InputTokens = attempt.InputTokens,
            OutputTokens = attempt.OutputTokens,
            CostUsd = Finite.OrNull(attempt.CostUsd),
            CostIsEstimated = attempt.CostIsEstimated,
            IdempotencyKey = attempt.IdempotencyKey,
            Deliveries = start?.Deliveries ?? 1,
            Requests = attempt.Requests,
            Notes = [.. Notes(source, attempt.Step, attempt, start)],
        };
    }

    private static ExplainedAttempt Open(ExplanationSource source, AttemptStart start)
    {
        var bidder = source.BidderOfStep(start.Step);
        return new ExplainedAttempt
        {
            Number = start.Step + 1,
            BidderId = bidder,
            RequestedModel = bidder is null ? null : source.BidOf(bidder)?.Model,
            Verifications = [],
            StartedAt = start.At,
            CostIsEstimated = false,
            Deliveries = start.Deliveries,
            Notes = [.. Notes(source, start.Step, null, start)],
        };
    }

    // Steps of the plan between the attempt before and this one: deadline or money did not last for them.
    private static IReadOnlyList<string> Skipped(ExplanationSource source, int step)
    {
        var before = source.Record.Attempts.Where(earlier => earlier.Step < step).Select(static earlier => earlier.Step).DefaultIfEmpty(-1).Max();
        return [.. (source.Award?.Plan?.Steps ?? []).Take(Math.Max(step, 0)).Skip(before + 1)];
    }

    private static IEnumerable<string> Notes(ExplanationSource source, int step, Attempt? attempt, AttemptStart? start)
    {
        if (source.Record.Attempts.Where(earlier => earlier.Step < step).MaxBy(static earlier => earlier.Step) is { } before)
            yield return $"It was made because attempt {before.Step + 1}, by {before.BidderId}, {Outcomes.Told(before.Outcome)}.";
        if (Skipped(source, step) is { Count: > 0 } skipped) yield return $"Before it, {Prose.List(skipped)} of the plan {(skipped.Count == 1 ? "was" : "were")} not tried.";
        if (attempt is null)
        {
            yield return source.Record.Status is MicrotaskStatus.Running
                ? "It has been started and has not ended yet."
                : "It was started, and the microtask ended before its outcome was recorded; whether it cost anything is not known.";
        }

        if (start?.Deliveries > 1)
        {
            yield return $"It was started {(start.Deliveries == 2 ? "twice" : $"{start.Deliveries} times")}: the endpoint may have been asked twice because the server was cut off;"
                + " the same idempotency key was sent.";
        }

        if (attempt is null) yield break;
        if (attempt.Requests > 1) yield return $"The endpoint was sent {attempt.Requests} requests, the later ones after short waits.";
        if (attempt.Repairs.Count > 0) yield return $"Its answer was repaired: {Prose.List(attempt.Repairs)}.";
        if (attempt.ServedModel is { } served && served != attempt.Model)
            yield return $"It asked for {attempt.Model}, and the endpoint says that it served {served}.";
        if (attempt.CostIsEstimated) yield return "No usage was reported, so the cost is an estimate.";
    }
}
