using Atomic.Core.Decisions;
using Atomic.Core.Microtasks;

namespace Atomic.Core.Explanations;

/// <summary>Tells a microtask in two to four sentences for a person.</summary>
internal static class Summaries
{
    /// <summary>The summary.</summary>
    /// <param name="source">The record.</param>
    public static string Of(ExplanationSource source) =>
        string.Join(' ', new[] { Bidding(source), Awarding(source), Ending(source), Aside(source) }.Where(static sentence => sentence is not null));

    private static string Bidding(ExplanationSource source)
    {
        if (source.Record.Book is not { } book)
        {
            return source.Record.Status is MicrotaskStatus.Running
                ? $"This {source.Record.Microtask.Kind} microtask was accepted at {Figures.Time(source.Record.SubmittedAt)}, and its bids are being collected."
                : $"This {source.Record.Microtask.Kind} microtask was accepted at {Figures.Time(source.Record.SubmittedAt)} and ended before its bids were collected.";
        }

        var asked = book.Bids.Count + book.NoBids.Count;
        if (asked == 0) return "The market had no bidder for it.";
        var eliminated = source.Award?.Eliminations.Count ?? 0;
        var failed = eliminated > 0 && eliminated == book.Bids.Count ? ", and no bid met the hard limits" : eliminated > 0 ? $", of which {eliminated} failed a hard limit" : "";
        return $"Of {Prose.Many(asked, "bidder")} in the market, {(book.Bids.Count == asked ? "all" : book.Bids.Count == 0 ? "none" : Figures.Count(book.Bids.Count))} bid{failed}.";
    }

    private static string? Awarding(ExplanationSource source)
    {
        if (source.Award is not { } award)
        {
            return source.Record switch
            {
                { Book: null } => source.Record.Status is MicrotaskStatus.Running ? "Nothing has been awarded, executed or spent yet." : null,
                { Status: MicrotaskStatus.Running } => "The auction has not been cleared yet, so nothing has been executed or spent.",
                _ => null,
            };
        }

        if (award.WinnerId is not { } winner) return null;
        if (AwardExplained.Drawn(source) is { } drawn) return drawn;
        if (source.BidOf(winner) is not { } bid) return $"{winner} won.";
        var won = $"{winner} won with a success probability of {Figures.Probability(bid.Success.Expected)}"
            + $" at an expected {Figures.Usd(bid.CostUsd.Expected)} and {Figures.Duration(bid.LatencySeconds.Expected)}";
        var second = award.Ranking.Count > 1 && award.Ranking[0].BidderId == winner ? source.BidOf(award.Ranking[1].BidderId) : null;
        return second is null
            ? award.Ranking.Count == 1 ? $"{won}; it was the only eligible bid." : $"{won}."
            : $"{won}; the runner-up {second.BidderId} was {Trimmed(source, bid, second)}.";
    }

    private static string Trimmed(ExplanationSource source, Bids.Bid first, Bids.Bid second)
    {
        var behind = Margins.Behind(source.Order, RankingPoint.Of(first), RankingPoint.Of(second));
        var name = $" behind {first.BidderId}";
        return behind.EndsWith(name, StringComparison.Ordinal) ? $"{behind[..^name.Length]} behind" : behind;
    }

    private static string Ending(ExplanationSource source)
    {
        var record = source.Record;
        var spent = source.CostUsd == 0 ? "nothing was spent" : $"{Figures.Usd(source.CostUsd)} was spent";
        return record.Status switch
        {
            MicrotaskStatus.Succeeded => Answered(source),
            MicrotaskStatus.Failed => $"It failed {(record.Attempts.Count == 0 ? "before any attempt ended" : $"after {Prose.Many(record.Attempts.Count, "attempt")}")}{Because(record.StatusDetail)}; {spent}.",
            MicrotaskStatus.NoAward => $"No bid was eligible{Because(record.StatusDetail)}, so nothing was executed and {(source.DecidingUsd > 0 ? $"only the embedding of the input was paid for ({Figures.Usd(source.DecidingUsd)})" : "nothing was spent")}.",
            MicrotaskStatus.Cancelled => $"It was cancelled{Because(record.StatusDetail)}; {spent}{(source.Open().Any() ? " as far as is recorded" : "")}.",
            _ => Underway(source),
        };
    }

    private static string Answered(ExplanationSource source)
    {
        if (source.Answering is not { } answer) return "It was answered, but the record does not hold the attempt that did.";
        var before = AnswerStory.Before(source, answer);
        var mended = answer.Repairs.Count == 0 ? "" : $", once mended ({Prose.List([.. answer.Repairs.Select(Prose.Name)])}),";
        var checks = answer.Verifications.Count == 0
            ? ""
            : answer.Verifications.All(static check => check.Passed)
                ? $", and the answer{mended} passed {(answer.Verifications.Count == 1 ? "its check" : $"all {answer.Verifications.Count} checks")}"
                : ", though not every check of the answer passed";
        var total = source.Record.Attempts.Count == 1 ? "" : $"; all attempts together cost {Figures.Usd(source.CostUsd - source.DecidingUsd)}";
        return $"{before}{answer.BidderId}{(answer.Ask > 1 ? ", asked again after an invalid answer," : "")} answered in {Figures.Duration(answer.LatencySeconds)}"
            + $" for {(answer.CostIsEstimated ? "an estimated " : "")}{Figures.Usd(answer.CostUsd)}{checks}{total}.";
    }

    private static string? Aside(ExplanationSource source)
    {
        if (source.Record.Started.Any(static start => start.Deliveries > 1))
            return "A crash cut an attempt off, so its endpoint may have been asked twice under the same idempotency key.";
        if (source.Record.Feedback is [.., var last]) return $"The caller's last feedback rates the answer {Figures.Probability(last.Score)} right.";
        return source.Record.Verdict is { Judgements: [var made, ..] } ? $"{(made.Signal == Signal.Judge ? "A judge" : $"Verification ({made.Source})")} found the answer {VerdictPhrases.Right(made.Score)}." : null;
    }

    private static string Underway(ExplanationSource source)
    {
        var attempts = source.Record.Attempts;
        var failed = attempts.Count(static attempt => attempt.Outcome is not AttemptOutcome.Succeeded);
        var so = attempts.Count == 0 ? "" : $", after {Prose.Many(attempts.Count, failed == attempts.Count ? "failed attempt" : "attempt")} for {Figures.Usd(source.CostUsd)}";
        return source.Stage switch
        {
            ExplanationStage.Attempting => $"{AtWork(source)}{so}.",
            ExplanationStage.AwaitingAttempt when source.Award?.WinnerId is not null => $"Its {(attempts.Count == 0 ? "first" : "next")} attempt has not been started yet{so}.",
            ExplanationStage.AwaitingAttempt => "No bid was eligible, so nothing will be executed.",
            ExplanationStage.AwaitingAward => "The award comes next.",
            _ => "The auction comes next.",
        };
    }

    private static string AtWork(ExplanationSource source)
    {
        var open = source.Open().ToArray();
        return open.Length == 1
            ? $"Attempt {open[0].Step + 1} is under way{(open[0].Ask > 1 ? ", asked again" : "")}"
            : $"Attempts {Prose.List([.. open.Select(static start => Figures.Count(start.Step + 1))])} are under way";
    }

    private static string Because(string? detail) => string.IsNullOrWhiteSpace(detail) ? "" : $" ({Prose.Clause(detail)})";
}
