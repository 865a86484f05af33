using Atomic.Core.Decisions;
using Atomic.Core.Plans;

namespace Atomic.Core.Explanations;

/// <summary>Tells what the answers of a plan's bidders came to.</summary>
internal static class PlanResults
{
    /// <summary>What came of an answer beside the others, in one sentence; null where there was no other.</summary>
    /// <param name="source">The record.</param>
    /// <param name="attempt">A valid answer.</param>
    public static string? Of(ExplanationSource source, Attempt attempt)
    {
        if (attempt.Outcome is not AttemptOutcome.Succeeded || source.Answering is not { } answer) return null;
        if (attempt != answer)
        {
            return IsSame(attempt, answer)
                ? $"Its answer is the same as {answer.BidderId}'s."
                : $"Its answer was not used: that of {answer.BidderId} counts.";
        }

        return source.Award?.Plan switch
        {
            VotePlan plan when answer.Step >= 0 && answer.Step < plan.Voters.Count => $"Its answer won the vote: {Votes(source, plan, answer, out var weight)} gave it, {weight}.",
            AgreePlan plan when answer.Step < 2 && !Agreed(source) =>
                $"{plan.First} and {plan.Second} did not agree, and nobody else gave a valid answer to decide: better than none, the valid answer of the bidder with the highest success probability counts.",
            _ => null,
        };
    }

    /// <summary>Whether the two of an agreement gave the same answer.</summary>
    /// <param name="source">The record.</param>
    public static bool Agreed(ExplanationSource source) => source.LastOf(0) is { } first && source.LastOf(1) is { } second && IsSame(first, second);

    /// <summary>Who gave the answer: "a and b".</summary>
    /// <param name="source">The record.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="weight">What their votes weigh: "2.3 of 3.4 in weight".</param>
    public static string Votes(ExplanationSource source, VotePlan plan, Attempt answer, out string weight)
    {
        var (names, won, all) = (new List<string>(), 0.0, 0.0);
        for (var step = 0; step < plan.Voters.Count; step++)
        {
            all += plan.Voters[step].Weight;
            if (source.LastOf(step) is not { } vote || (vote != answer && !IsSame(vote, answer))) continue;
            names.Add(vote.BidderId);
            won += plan.Voters[step].Weight;
        }

        weight = $"{Figures.Decimals(won, 3)} of {Figures.Decimals(all, 3)} in weight";
        return Prose.List(names);
    }

    private static bool IsSame(Attempt one, Attempt other) =>
        one.Outcome is AttemptOutcome.Succeeded && other.Outcome is AttemptOutcome.Succeeded && one.OutputHash is { } hash && hash == other.OutputHash;
}
