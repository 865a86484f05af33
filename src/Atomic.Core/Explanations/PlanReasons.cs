using Atomic.Core.Decisions;
using Atomic.Core.Plans;

namespace Atomic.Core.Explanations;

/// <summary>Tells why the askings of a plan were made.</summary>
internal static class PlanReasons
{
    /// <summary>Why an asking was made, in one sentence; null where there is nothing to say but that it won.</summary>
    /// <param name="source">The record.</param>
    /// <param name="ask">The asking.</param>
    public static string? Of(ExplanationSource source, PlanAsk ask)
    {
        if (ask.Ask > 1)
        {
            var fault = source.AttemptOf(ask with { Ask = 1 })?.Rejected?.Faults is [var first, ..] ? $": {Prose.Clause(first)}" : "";
            return $"Its bidder was asked again, with the faults of its first answer{fault}.";
        }

        return source.Award?.Plan switch
        {
            AgreePlan plan when ask.Step is 0 or 1 => $"It was asked at the same time as {(ask.Step == 0 ? plan.Second : plan.First)}; if both answer alike, that is the answer.",
            AgreePlan plan when ask.Step == 2 => $"It was asked because {Disagreement(source, plan)}.",
            VotePlan plan when ask.Step >= 0 && ask.Step < plan.Voters.Count =>
                $"It was asked for its vote, at the same time as the other {Prose.Many(plan.Voters.Count - 1, "voter")}; its vote weighs {Figures.Decimals(plan.Voters[ask.Step].Weight, 3)}.",
            VotePlan plan when ask.Step == plan.Voters.Count => $"It was asked because none of the {plan.Voters.Count} voters gave a valid answer.",
            HedgePlan when ask.Step == 0 => null,
            HedgePlan plan when ask.Step == 1 => IsHedge(source, plan)
                ? $"It was asked because {plan.First} had not answered {Figures.Duration(plan.AfterSeconds)} after it was asked."
                : After(source, ask.Step),
            HedgePlan plan when ask.Step == 2 => $"It was asked because neither {plan.First} nor {plan.Second} gave a valid answer.",
            _ => After(source, ask.Step),
        };
    }

    /// <summary>Whether the second of a hedge was asked because the first was slow, and not because it had failed.</summary>
    /// <param name="source">The record.</param>
    /// <param name="plan">The plan.</param>
    public static bool IsHedge(ExplanationSource source, HedgePlan plan)
    {
        var first = source.StartOf(new PlanAsk(0, 1));
        return first is not null && source.StartOf(new PlanAsk(1, 1)) is { } second && (second.At - first.At).TotalSeconds >= plan.AfterSeconds;
    }

    /// <summary>Why the two of an agreement did not give the answer, as a clause: "a timed out", "a and b gave different answers".</summary>
    /// <param name="source">The record.</param>
    /// <param name="plan">The plan.</param>
    public static string Disagreement(ExplanationSource source, AgreePlan plan)
    {
        var failed = Enumerable.Range(0, 2).Select(source.LastOf).OfType<Attempt>()
            .Where(static attempt => attempt.Outcome is not (AttemptOutcome.Succeeded or AttemptOutcome.Cancelled))
            .Select(static attempt => $"{attempt.BidderId} {Outcomes.Told(attempt.Outcome)}")
            .ToArray();
        return failed.Length == 0 ? $"{plan.First} and {plan.Second} gave different answers" : Prose.List(failed);
    }

    private static string? After(ExplanationSource source, int step) =>
        source.Record.Attempts.Where(earlier => earlier.Step < step && earlier.Outcome is not AttemptOutcome.Cancelled).MaxBy(static earlier => (earlier.Step, earlier.Ask)) is { } before
            ? $"It was asked because attempt {before.Step + 1}, by {before.BidderId}, {Outcomes.Told(before.Outcome)}."
            : null;
}
