using Atomic.Core.Verifiers;

namespace Atomic.Core.Explanations;

/// <summary>What was executed, in HTML: who saw the data, attempts, answer, settlement, feedback.</summary>
internal static class HtmlExecution
{
    /// <summary>Writes the sections.</summary>
    /// <param name="page">The page.</param>
    /// <param name="explanation">The explanation.</param>
    public static void Write(HtmlText page, Explanation explanation)
    {
        Disclosures(page, explanation.Disclosures);
        if (explanation.Attempts.Count > 0)
        {
            page.Open("section").Leaf("h2", "Attempts");
            foreach (var attempt in explanation.Attempts) Attempt(page, attempt);
            page.Close("section");
        }

        if (explanation.Answer is { } answer)
        {
            page.Open("section").Leaf("h2", "Answer");
            if (answer.Output is { } output) page.Leaf("pre", VisibleText.Of(output));
            else page.Leaf("p", "The record does not hold its text.");
            page.Close("section");
        }

        Settlement(page, explanation);
        Verdict(page, explanation.Verdict);
        Feedback(page, explanation);
    }

    private static void Disclosures(HtmlText page, IReadOnlyList<Disclosure> disclosures)
    {
        page.Open("section").Leaf("h2", "Who was sent the data");
        if (disclosures.Count > 0)
        {
            page.Open("ul");
            foreach (var disclosure in disclosures)
            {
                page.Open("li").Leaf("strong", disclosure.BidderId)
                    .Text($" (model {disclosure.Model ?? Figures.Unknown}, region {disclosure.Region ?? Figures.Unknown}): {disclosure.Because}")
                    .Close("li");
            }

            page.Close("ul");
        }

        page.Leaf("p", disclosures.Count == 0 ? "No attempt has been made, so no model was sent the input." : "No attempt was made with any other model.").Close("section");
    }

    private static void Attempt(HtmlText page, ExplainedAttempt attempt)
    {
        page.Open("article").Open("h3").Text($"{attempt.Number}. {attempt.BidderId ?? Figures.Unknown}{Phrases.Again(attempt)}: {Phrases.Attempt(attempt)}").Close("h3");
        if (attempt.Detail is { } detail) page.Leaf("p", Prose.Sentence(detail));
        page.Open("dl", ("class", "identity"));
        Pair(page, "Model asked for", attempt.RequestedModel ?? Figures.Unknown);
        Pair(page, "Model served", attempt.ServedModel ?? "the endpoint did not say");
        if (attempt.StartedAt is { } started) Pair(page, "Started", Figures.Time(started));
        if (attempt.Outcome is not null) Pair(page, "Tokens", Phrases.Tokens(attempt));
        if (attempt.IdempotencyKey is { } key) Pair(page, "Idempotency key", key);
        page.Close("dl");
        if (attempt.Verifications.Count > 0 || attempt.Verdicts.Count > 0 || attempt.Notes.Count > 0)
        {
            page.Open("ul", ("class", "facts"));
            foreach (var check in attempt.Verifications)
            {
                page.Open("li", ("class", check.Passed ? "holds" : "fails")).Text("Check ").Leaf("code", check.Check).Text(check.Passed ? " passed." : " failed.")
                    .Text(check.Detail is { } why ? $" {Prose.Sentence(why)}" : "").Close("li");
            }

            foreach (var verdict in attempt.Verdicts) page.Leaf("li", VerdictPhrases.Of(verdict), ("class", VerdictPhrases.Class(verdict)));
            foreach (var note in attempt.Notes) page.Leaf("li", note, ("class", "note"));
            page.Close("ul");
        }

        page.Close("article");
    }

    private static void Pair(HtmlText page, string name, string value) =>
        page.Open("div").Leaf("dt", name).Leaf("dd", value).Close("div");

    private static void Settlement(HtmlText page, Explanation explanation)
    {
        if (explanation.Settlement is not { } settlement)
        {
            if (explanation.Microtask.Stage is ExplanationStage.AwaitingSettlement)
                page.Open("section").Leaf("h2", "Bid against actual").Leaf("p", "It has not been settled yet.").Close("section");
            return;
        }

        page.Open("section").Leaf("h2", "Bid against actual");
        if (settlement.Attempts.Count > 0)
        {
            page.Open("table", ("class", "stacking")).Open("thead").Open("tr");
            foreach (var name in (ReadOnlySpan<string>)["Bidder", "Outcome", "Figure", "Bid", "Actual", "Difference", "Interval"]) page.Leaf("th", name, ("scope", "col"));
            page.Close("tr").Close("thead").Open("tbody");
            foreach (var line in settlement.Attempts)
            {
                Row(page, line, "cost", line.CostUsd, Phrases.Usd, Figures.SignedUsd);
                Row(page, line, "latency", line.LatencySeconds, Phrases.Duration, Figures.SignedDuration);
            }

            page.Close("tbody").Close("table");
        }

        page.Leaf("p", $"All attempts together cost {Phrases.Usd(settlement.CostUsd)} of {Phrases.Usd(settlement.ReservedUsd)} reserved."
            + $" The track record is at version {settlement.TrackRecordVersion} since.").Close("section");
    }

    private static void Row(HtmlText page, ExplainedSettlementLine line, string name, Deviation deviation, Func<double?, string> write, Func<double, string> signed) =>
        page.Open("tr").Leaf("th", line.BidderId, ("scope", "row")).Leaf("td", Prose.Words(line.Outcome), ("data-label", "Outcome"))
            .Leaf("td", name, ("data-label", "Figure")).Leaf("td", write(deviation.Bid), ("data-label", "Bid"))
            .Leaf("td", write(deviation.Actual), ("data-label", "Actual")).Leaf("td", Phrases.Difference(deviation, signed), ("data-label", "Difference"))
            .Leaf("td", Phrases.Within(deviation, write), ("data-label", "Interval"), ("class", deviation.WithinInterval is false ? "outside" : null)).Close("tr");

    private static void Verdict(HtmlText page, AnswerVerdict? verdict)
    {
        if (verdict is not { Verdicts.Count: > 0 }) return;
        page.Open("section").Leaf("h2", "Verdict").Open("ul", ("class", "facts"));
        foreach (var found in verdict.Verdicts) page.Leaf("li", VerdictPhrases.Of(found), ("class", VerdictPhrases.Class(found)));
        if (verdict.JudgeMicrotaskId is { } judge) page.Open("li").Text("Judged in microtask ").Leaf("code", judge).Close("li");
        page.Close("ul").Leaf("p", VerdictPhrases.Lesson(verdict)).Close("section");
    }

    private static void Feedback(HtmlText page, Explanation explanation)
    {
        if (explanation.Feedback.Count == 0) return;
        page.Open("section").Leaf("h2", "Feedback").Open("ul");
        foreach (var feedback in explanation.Feedback)
        {
            page.Open("li").Text($"{Figures.Time(feedback.ReceivedAt)}: {Figures.Probability(feedback.Score)} right");
            if (VerdictPhrases.Origin(feedback) is { } origin) page.Text($" ({origin})");
            if (feedback.Label is { } label) page.Text("; the right answer is ").Leaf("code", label);
            if (feedback.Comment is { } comment) page.Text($"; {comment}");
            page.Close("li");
        }

        page.Close("ul").Close("section");
    }
}
