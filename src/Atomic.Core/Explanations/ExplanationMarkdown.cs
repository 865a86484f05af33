using System.Text;
using System.Text.Json;
using Atomic.Core.Policies;

namespace Atomic.Core.Explanations;

/// <summary>An explanation as Markdown (CommonMark with GitHub's tables), for people, pull requests and tickets.</summary>
public static class ExplanationMarkdown
{
    /// <summary>The explanation as Markdown. Text of others stands in it as text, whatever it holds.</summary>
    /// <param name="explanation">The explanation.</param>
    public static string Write(Explanation explanation)
    {
        var page = new StringBuilder();
        var microtask = explanation.Microtask;
        page.Append("# ").Append(MarkdownText.Inline(microtask.Kind)).Append(": ").Append(Phrases.Standing(microtask)).Append("\n\n");
        page.Append(MarkdownText.Inline(explanation.Summary)).Append("\n\n");
        Identity(page, explanation);
        Question(page, microtask);
        Policy(page, explanation.Policy);
        MarkdownBids.Write(page, explanation);
        Award(page, explanation.Award);
        List(page, "What would have changed the award", [.. CounterfactualProse.Of(explanation.Counterfactuals)], Phrases.OthersUnchanged);
        MarkdownExecution.Write(page, explanation);
        Timeline(page, explanation);
        Facts(page, explanation.Facts);
        return $"{page.ToString().TrimEnd('\n')}\n";
    }

    private static void Identity(StringBuilder page, Explanation explanation)
    {
        var microtask = explanation.Microtask;
        page.Append("| | |\n|---|---|\n");
        void Row(string name, string? value)
        {
            if (value is not null) page.Append("| ").Append(name).Append(" | ").Append(value).Append(" |\n");
        }

        Row("Microtask", MarkdownText.Code(microtask.Id));
        Row("Accepted", Figures.Time(microtask.SubmittedAt));
        Row("Ended", microtask.EndedAt is { } ended ? $"{Figures.Time(ended)}, after {Phrases.Duration(microtask.ElapsedSeconds)}" : "not yet");
        Row("Cost", Figures.Usd(microtask.CostUsd));
        Row("Detail", microtask.StatusDetail is { } detail ? MarkdownText.Cell(detail) : null);
        Row("Market version", explanation.MarketVersion is { } version ? MarkdownText.Code(version) : null);
        Row("Track record version", explanation.TrackRecordVersion is { } record ? record.ToString() : null);
        page.Append('\n');
    }

    private static void Question(StringBuilder page, ExplainedMicrotask microtask)
    {
        page.Append("## What was asked\n\n");
        if (microtask.Instructions is { } instructions) page.Append("Instructions:\n\n").Append(MarkdownText.Fenced(instructions, "text")).Append('\n');
        if (microtask.Input is { } input)
        {
            page.Append("Input:\n\n")
                .Append(MarkdownText.Fenced(VisibleText.Of(input), input.ValueKind is JsonValueKind.String ? "text" : "json"))
                .Append('\n');
        }

        else
        {
            page.Append(Phrases.NoInput).Append("\n\n");
        }

        page.Append(microtask.HasOutputSchema ? "The answer has to meet a JSON Schema." : "The answer is free text; no JSON Schema was given.").Append("\n\n");
        foreach (var (name, value) in microtask.Tags.OrderBy(static tag => tag.Key, StringComparer.Ordinal))
            page.Append("- Tag ").Append(MarkdownText.Code(name)).Append(": ").Append(MarkdownText.Code(value)).Append('\n');
        if (microtask.Tags.Count > 0) page.Append('\n');
    }

    private static void Policy(StringBuilder page, ExplainedPolicy policy)
    {
        page.Append("## Policy\n\nPreset ").Append(MarkdownText.Code(policy.Preset)).Append(". ").Append(MarkdownText.Inline(policy.ObjectiveSentence));
        if (policy.Objective is not Objective.Utility)
        {
            page.Append(" Utilities are shown for comparison, with V = ").Append(Figures.Usd(policy.ValueUsd))
                .Append(" and λ = ").Append(Figures.Usd(policy.LatencyUsdPerSecond)).Append('.');
        }

        page.Append("\n\n");
        foreach (var limit in policy.Limits) page.Append("- ").Append(MarkdownText.Inline(limit)).Append('\n');
        page.Append('\n');
    }

    private static void Award(StringBuilder page, ExplainedAward? award)
    {
        page.Append("## Award\n\n");
        if (award is null)
        {
            page.Append("There is none yet.\n\n");
            return;
        }

        page.Append(MarkdownText.Inline(string.Join(' ', award.Sentences))).Append("\n\n");
        if (award.Plan is { } plan) page.Append("- Plan: ").Append(MarkdownText.Code(plan)).Append('\n');
        if (award.ReservedUsd is { } reserved) page.Append("- Reserved, the most that the plan can cost: ").Append(Figures.Usd(reserved)).Append('\n');
        if (award.BudgetLeftUsd is { } left)
            page.Append("- Left in the tightest budget").Append(award.BudgetName is { } name ? $" ({MarkdownText.Inline(name)})" : "").Append(": ").Append(Figures.Usd(left)).Append(Phrases.Renewal(award.BudgetRenewsAt)).Append('\n');
        page.Append("- Gone before the auction: ").Append(Phrases.Duration(award.ElapsedSeconds)).Append('\n');
        page.Append("- Seed ").Append(MarkdownText.Code(award.Seed)).Append(", draw ").Append(award.Draw is { } draw ? Figures.Number(draw) : Phrases.None)
            .Append(", γ ").Append(award.Gamma is { } gamma ? Figures.Number(gamma) : Phrases.None)
            .Append(award.Optimism is { } optimism ? $", optimism {Figures.Number(optimism)}" : "")
            .Append(", ").Append(Prose.Many(award.Candidates, "candidate")).Append("\n\n");
    }

    private static void Timeline(StringBuilder page, Explanation explanation)
    {
        page.Append("## Timeline\n\n| When | After | What |\n|---|---:|---|\n");
        foreach (var moment in explanation.Timeline)
        {
            page.Append("| ").Append(Figures.Time(moment.At)).Append(" | ").Append(Figures.Duration(moment.AfterSeconds)).Append(" | ")
                .Append(MarkdownText.Cell(moment.What)).Append(" |\n");
        }

        page.Append('\n');
    }

    private static void Facts(StringBuilder page, IReadOnlyList<Fact> facts)
    {
        if (facts.Count == 0) return;
        page.Append("## Checks\n\n");
        foreach (var fact in facts)
        {
            page.Append("- ").Append(fact.Holds ? "✓ " : "✗ **Does not hold:** ").Append(MarkdownText.Inline(fact.Claim)).Append(' ')
                .Append(MarkdownText.Inline(fact.Evidence)).Append('\n');
        }

        page.Append('\n');
    }

    private static void List(StringBuilder page, string heading, IReadOnlyList<string> sentences, string lead)
    {
        if (sentences.Count == 0) return;
        page.Append("## ").Append(heading).Append("\n\n").Append(lead).Append("\n\n");
        foreach (var sentence in sentences) page.Append("- ").Append(MarkdownText.Inline(sentence)).Append('\n');
        page.Append('\n');
    }
}
