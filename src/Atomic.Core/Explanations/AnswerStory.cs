using Atomic.Core.Decisions;
using Atomic.Core.Plans;

namespace Atomic.Core.Explanations;

/// <summary>Tells what went before the answer, as the beginning of the sentence about it.</summary>
internal static class AnswerStory
{
    /// <summary>"After a timed out, ", "a and b gave the same answer: "; empty where the first who was asked answered.</summary>
    /// <param name="source">The record.</param>
    /// <param name="answer">The attempt that gave the answer.</param>
    public static string Before(ExplanationSource source, Attempt answer) => source.Award?.Plan switch
    {
        AgreePlan plan when answer.Step < 2 => PlanResults.Agreed(source)
            ? $"{plan.First} and {plan.Second} gave the same answer: "
            : $"{PlanReasons.Disagreement(source, plan)}, and nobody else gave a valid answer to decide; better than none, that of {answer.BidderId} counts: ",
        AgreePlan plan => $"After {Prose.List([PlanReasons.Disagreement(source, plan), .. Failures(source, answer, from: 2)])}, ",
        VotePlan plan when answer.Step < plan.Voters.Count => Voted(source, plan, answer),
        HedgePlan plan when answer.Step < 2 && PlanReasons.IsHedge(source, plan) =>
            answer.Step == 1
                ? $"After {plan.First} had not answered within {Figures.Duration(plan.AfterSeconds)}, "
                : $"{plan.Second} was asked as well after {Figures.Duration(plan.AfterSeconds)}, but ",
        _ => Failures(source, answer, from: 0) is { Count: > 0 } failures ? $"After {Prose.List(failures)}, " : "",
    };

    private static string Voted(ExplanationSource source, VotePlan plan, Attempt answer) =>
        $"{PlanResults.Votes(source, plan, answer, out var weight)} won the vote with {weight}: ";

    private static IReadOnlyList<string> Failures(ExplanationSource source, Attempt answer, int from) =>
    [
        .. source.Record.Attempts
            .Where(attempt => attempt.Step >= from && attempt.Step < answer.Step)
            .Where(static attempt => attempt.Outcome is not (AttemptOutcome.Succeeded or AttemptOutcome.Cancelled))
            .Select(static attempt => $"{attempt.BidderId}{(attempt.Ask > 1 ? ", asked again," : "")} {Outcomes.Told(attempt.Outcome)}"),
    ];
}
