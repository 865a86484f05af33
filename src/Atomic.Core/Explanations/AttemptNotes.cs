using Atomic.Core.Decisions;
using Atomic.Core.Microtasks;
using Atomic.Core.Plans;

namespace Atomic.Core.Explanations;

/// <summary>Tells what is remarkable about an attempt.</summary>
internal static class AttemptNotes
{
    /// <summary>The sentences.</summary>
    /// <param name="source">The record.</param>
    /// <param name="ask">The asking.</param>
    /// <param name="attempt">How it ended; null where it has not.</param>
    /// <param name="start">Its start; null where the record does not say.</param>
    public static IEnumerable<string> Of(ExplanationSource source, PlanAsk ask, Attempt? attempt, AttemptStart? start)
    {
        if (PlanReasons.Of(source, ask) is { } reason) yield return reason;
        if (Skipped(source, ask) is { Count: > 0 } skipped) yield return $"Before it, {Prose.List(skipped)} of the plan {(skipped.Count == 1 ? "was" : "were")} not tried.";
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
        foreach (var note in Ended(source, attempt)) yield return note;
    }

    private static IEnumerable<string> Ended(ExplanationSource source, Attempt attempt)
    {
        foreach (var note in PromptPhrases.OfAttempt(attempt, source.BidOf(attempt.BidderId))) yield return note;
        if (attempt.Requests > 1) yield return $"The endpoint was sent {attempt.Requests} requests, the later ones after short waits.";
        if (attempt.ServedModel is { } served && served != attempt.Model)
            yield return $"It asked for {attempt.Model}, and the endpoint says that it served {served}.";
        if (attempt.Repairs.Count > 0) yield return $"The answer was mended without asking again: {Prose.List([.. attempt.Repairs.Select(Prose.Name)])}.";
        if (attempt.FinishReason is "length") yield return "The model stopped where its answer had become as long as it may be.";
        if (attempt.Streamed)
        {
            yield return attempt.Outcome is AttemptOutcome.Succeeded
                ? "The answer was passed on while it arrived."
                : "A part of the answer had been passed on by then, so nobody else could answer in its place.";
        }

        if (PlanResults.Of(source, attempt) is { } result) yield return result;
        if (IsNotAskedAgain(source, attempt)) yield return "Its bidder was not asked again: the plan had gone on, or deadline and money did not last for it.";
        if (attempt.CostIsEstimated) yield return "No usage was reported, so the cost is an estimate.";
    }

    private static bool IsNotAskedAgain(ExplanationSource source, Attempt attempt) =>
        attempt is { Rejected: not null, Ask: 1, Streamed: false, Outcome: AttemptOutcome.InvalidOutput }
        && source.Award?.AsksPerStep > 1
        && source.Record.Status is not MicrotaskStatus.Running
        && source.StartOf(new PlanAsk(attempt.Step, 2)) is null
        && source.AttemptOf(new PlanAsk(attempt.Step, 2)) is null;

    // Steps of the plan between what was asked before and this one: deadline or money did not last for them.
    private static IReadOnlyList<string> Skipped(ExplanationSource source, PlanAsk ask)
    {
        if (ask.Ask > 1) return [];
        var before = source.Record.Attempts.Select(static attempt => attempt.Step).Concat(source.Record.Started.Select(static start => start.Step))
            .Where(step => step < ask.Step).DefaultIfEmpty(-1).Max();
        return [.. (source.Award?.Plan?.Steps ?? []).Take(Math.Max(ask.Step, 0)).Skip(before + 1)];
    }
}
