using Atomic.Core.Decisions;
using Atomic.Core.Plans;

namespace Atomic.Core.Explanations;

/// <summary>Checks that the answer is the one which the plan's rules make of the attempts.</summary>
internal static class AnswerFact
{
    private const double NoDeadline = 1e7;

    /// <summary>The check; null where there is no answer, or the record does not hold what the rules need.</summary>
    /// <param name="source">The record.</param>
    public static Fact? Of(ExplanationSource source)
    {
        var record = source.Record;
        if (source.Answering is not { } answer || record is not { Award: { } award, Book: { } book }) return null;
        if (PlanTerms.Of(award, book, source.Policy, record.SubmittedAt, source.Policy.DeadlineSeconds ?? NoDeadline) is not { } terms) return null;
        if (record.Attempts.Any(attempt => attempt.Step < 0 || attempt.Step >= terms.Bids.Count)) return null;
        var expected = Decide(terms, record) ?? answer;
        return new Fact(
            "answer-follows-from-the-plan",
            "The answer is that of the attempt which the plan's rules give.",
            answer.Outcome is AttemptOutcome.Succeeded && expected == answer,
            $"By {award.Plan}, over {Prose.Many(record.Attempts.Count, "attempt")}, that of {expected.BidderId}; the caller got that of {answer.BidderId}.");
    }

    // Whatever was started stands at its beginning: a plan waits for it as it did then. Where nothing decides, any valid answer is better than none.
    private static Attempt? Decide(PlanTerms terms, DecisionRecord record)
    {
        var run = new PlanRun(terms);
        var now = record.EndedAt ?? record.SubmittedAt;
        foreach (var attempt in record.Attempts) run.Begin(new PlanAsk(attempt.Step, attempt.Ask), now);
        foreach (var attempt in record.Attempts)
        {
            run.End(attempt);
            if (run.Next(now).Answer is { } answer) return answer;
        }

        return null;
    }
}
