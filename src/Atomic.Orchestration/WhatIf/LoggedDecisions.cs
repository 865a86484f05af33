using Atomic.Core.Decisions;
using Atomic.Core.Microtasks;
using Atomic.Core.Policies;
using Atomic.Core.WhatIf;
using Atomic.Orchestration.Decisions;
using Atomic.Orchestration.Microtasks;

namespace Atomic.Orchestration.WhatIf;

/// <summary>Makes a logged decision of what durable history says of a microtask.</summary>
internal static class LoggedDecisions
{
    /// <summary>The decision; null where history does not hold all of it.</summary>
    /// <param name="history">What history says.</param>
    /// <param name="end">How the microtask ended: answered, failed or not awarded.</param>
    /// <param name="judgements">What was said of its answer, in order of arrival.</param>
    public static LoggedDecision? Of(DecisionHistory history, MicrotaskProgress end, IReadOnlyList<Feedback> judgements)
    {
        if (history is not { Accepted: { } accepted, Book: { } book, Award: { } award }) return null;
        return new LoggedDecision
        {
            MicrotaskId = accepted.Id,
            Kind = accepted.Kind,
            InputTokens = accepted.InputTokens,
            Policy = accepted.Policy,
            Book = book,
            Award = award,
            AdmittedForms = PlanFormRules.Of(accepted with { Policy = accepted.Policy with { Plans = PolicyCheck.CompositeForms } }),
            Outcome = new DecisionOutcome(
                history.Settlement?.CostUsd ?? end.CostUsd,
                end.LatencySeconds,
                end.Status == MicrotaskStatus.Succeeded,
                history.Attempts.Select(static attempt => attempt.Step).DefaultIfEmpty(-1).Max(),
                end.Status == MicrotaskStatus.Succeeded ? JudgedRightness.Of(judgements) : null),
        };
    }
}
