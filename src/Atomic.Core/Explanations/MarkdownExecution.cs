using System.Text;
using System.Text.Json;
using Atomic.Core.Verifiers;

namespace Atomic.Core.Explanations;

/// <summary>What was executed, in Markdown: who saw the data, attempts, answer, settlement, feedback.</summary>
internal static class MarkdownExecution
{
    /// <summary>Writes the sections.</summary>
    /// <param name="page">The page.</param>
    /// <param name="explanation">The explanation.</param>
    public static void Write(StringBuilder page, Explanation explanation)
    {
        page.Append("## Who was sent the data\n\n");
        foreach (var disclosure in explanation.Disclosures)
        {
            page.Append("- ").Append(MarkdownText.Code(disclosure.BidderId)).Append(" (model ").Append(MarkdownText.Inline(disclosure.Model ?? Figures.Unknown))
                .Append(", region ").Append(MarkdownText.Inline(disclosure.Region ?? Figures.Unknown)).Append("): ")
                .Append(MarkdownText.Inline(disclosure.Because)).Append('\n');
        }

        page.Append(explanation.Disclosures.Count == 0 ? "No attempt has been made, so no model was sent the input.\n\n" : "\nNo attempt was made with any other model.\n\n");
        if (explanation.Attempts.Count > 0)
        {
            page.Append("## Attempts\n\n");
            foreach (var attempt in explanation.Attempts) Attempt(page, attempt);
        }

        if (explanation.Answer is { } answer) Answer(page, answer);
        Settlement(page, explanation);
        Verdict(page, explanation.Verdict);
        Feedback(page, explanation);
    }

    private static void Attempt(StringBuilder page, ExplainedAttempt attempt)
    {
        page.Append("### ").Append(attempt.Number).Append(". ").Append(MarkdownText.Code(attempt.BidderId ?? Figures.Unknown)).Append(Phrases.Again(attempt)).Append(": ")
            .Append(Phrases.Attempt(attempt)).Append("\n\n");
        if (attempt.Detail is { } detail) page.Append(MarkdownText.Inline(Prose.Sentence(detail))).Append("\n\n");
        page.Append("- Model asked for: ").Append(MarkdownText.Code(attempt.RequestedModel ?? Figures.Unknown)).Append("; served: ")
            .Append(attempt.ServedModel is { } served ? MarkdownText.Code(served) : "the endpoint did not say").Append('\n');
        if (attempt.StartedAt is { } started) page.Append("- Started: ").Append(Figures.Time(started)).Append('\n');
        if (attempt.Outcome is not null) page.Append("- Tokens: ").Append(Phrases.Tokens(attempt)).Append('\n');
        if (attempt.IdempotencyKey is { } key) page.Append("- Idempotency key: ").Append(MarkdownText.Code(key)).Append('\n');
        foreach (var check in attempt.Verifications)
        {
            page.Append("- Check ").Append(MarkdownText.Code(check.Check)).Append(check.Passed ? ": passed" : ": **failed**")
                .Append(check.Detail is { } why ? $". {MarkdownText.Inline(Prose.Sentence(why))}" : "").Append('\n');
        }

        foreach (var verdict in attempt.Verdicts) page.Append("- ").Append(MarkdownText.Inline(VerdictPhrases.Of(verdict))).Append('\n');
        foreach (var note in attempt.Notes) page.Append("- ").Append(MarkdownText.Inline(note)).Append('\n');
        page.Append('\n');
    }

    private static void Answer(StringBuilder page, ExplainedAnswer answer)
    {
        page.Append("## Answer\n\n");
        if (answer.Output is not { } output) page.Append("The record does not hold its text.\n\n");
        else page.Append(MarkdownText.Fenced(VisibleText.Of(output), output.ValueKind is JsonValueKind.String ? "text" : "json")).Append('\n');
    }

    private static void Settlement(StringBuilder page, Explanation explanation)
    {
        if (explanation.Settlement is not { } settlement)
        {
            if (explanation.Microtask.Stage is ExplanationStage.AwaitingSettlement) page.Append("## Bid against actual\n\nIt has not been settled yet.\n\n");
            return;
        }

        page.Append("## Bid against actual\n\n");
        if (settlement.Attempts.Count > 0)
        {
            page.Append("| Bidder | Outcome | Figure | Bid | Actual | Difference | Interval |\n|---|---|---|---:|---:|---:|---|\n");
            foreach (var line in settlement.Attempts)
            {
                Row(page, line, "cost", line.CostUsd, Phrases.Usd, Figures.SignedUsd);
                Row(page, line, "latency", line.LatencySeconds, Phrases.Duration, Figures.SignedDuration);
            }

            page.Append('\n');
        }

        page.Append("All attempts together cost ").Append(Phrases.Usd(settlement.CostUsd)).Append(" of ").Append(Phrases.Usd(settlement.ReservedUsd))
            .Append(" reserved. The track record is at version ").Append(settlement.TrackRecordVersion).Append(" since.\n\n");
    }

    private static void Row(
        StringBuilder page,
        ExplainedSettlementLine line,
        string name,
        Deviation deviation,
        Func<double?, string> write,
        Func<double, string> signed) =>
        page.Append("| ").Append(MarkdownText.Code(line.BidderId)).Append(" | ").Append(Prose.Words(line.Outcome)).Append(" | ").Append(name)
            .Append(" | ").Append(write(deviation.Bid)).Append(" | ").Append(write(deviation.Actual))
            .Append(" | ").Append(Phrases.Difference(deviation, signed)).Append(" | ").Append(Phrases.Within(deviation, write)).Append(" |\n");

    private static void Verdict(StringBuilder page, AnswerVerdict? verdict)
    {
        if (verdict is not { Verdicts.Count: > 0 }) return;
        page.Append("## Verdict\n\n");
        foreach (var found in verdict.Verdicts) page.Append("- ").Append(MarkdownText.Inline(VerdictPhrases.Of(found))).Append('\n');
        if (verdict.JudgeMicrotaskId is { } judge) page.Append("- Judged in microtask ").Append(MarkdownText.Code(judge)).Append('\n');
        page.Append('\n').Append(VerdictPhrases.Lesson(verdict)).Append("\n\n");
    }

    private static void Feedback(StringBuilder page, Explanation explanation)
    {
        if (explanation.Feedback.Count == 0) return;
        page.Append("## Feedback\n\n");
        foreach (var feedback in explanation.Feedback)
        {
            page.Append("- ").Append(Figures.Time(feedback.ReceivedAt)).Append(": ").Append(Figures.Probability(feedback.Score)).Append(" right");
            if (VerdictPhrases.Origin(feedback) is { } origin) page.Append(" (").Append(MarkdownText.Inline(origin)).Append(')');
            if (feedback.Label is { } label) page.Append("; the right answer is ").Append(MarkdownText.Code(label));
            if (feedback.Comment is { } comment) page.Append("; ").Append(MarkdownText.Inline(comment));
            page.Append('\n');
        }

        page.Append('\n');
    }
}
