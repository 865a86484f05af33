using System.Text;

namespace Atomic.Core.Explanations;

/// <summary>The bids in Markdown: a table, the arithmetic, and what each rests on.</summary>
internal static class MarkdownBids
{
    /// <summary>Writes the section.</summary>
    /// <param name="page">The page.</param>
    /// <param name="explanation">The explanation.</param>
    public static void Write(StringBuilder page, Explanation explanation)
    {
        page.Append("## Bids\n\n");
        if (explanation.Embedding is { } embedding) page.Append(MarkdownText.Inline(embedding.Sentence)).Append("\n\n");
        if (explanation.Bids.Count == 0)
        {
            page.Append(explanation.MarketVersion is null ? "They are not there yet.\n\n" : "No bidder was asked.\n\n");
            return;
        }

        var bids = explanation.Bids.Where(static bid => bid.Score is not null).ToArray();
        if (bids.Length > 0)
        {
            Table(page, bids);
            Arithmetic(page, bids);
        }

        foreach (var bid in explanation.Bids) Detail(page, bid);
        page.Append('\n');
    }

    private static void Table(StringBuilder page, IReadOnlyList<ExplainedBid> bids)
    {
        page.Append("| # | Bidder | Success (90% interval) | Cost (p10 to p90) | Latency (p5 to p95) | Utility | Drawn with | Fate |\n");
        page.Append("|---:|---|---|---|---|---:|---:|---|\n");
        foreach (var bid in bids)
        {
            page.Append("| ").Append(bid.Rank is { } rank ? rank.ToString() : Phrases.None)
                .Append(" | ").Append(MarkdownText.Code(bid.BidderId))
                .Append(" | ").Append(Estimate(bid.Success, Phrases.Probability))
                .Append(" | ").Append(Estimate(bid.CostUsd, Phrases.Usd))
                .Append(" | ").Append(Estimate(bid.LatencySeconds, Phrases.Duration))
                .Append(" | ").Append(Phrases.Usd(bid.Score?.UtilityUsd))
                .Append(" | ").Append(Phrases.Probability(bid.Propensity))
                .Append(" | ").Append(bid.Fate is BidFate.Won or BidFate.Drawn ? $"**{Phrases.Fate(bid.Fate)}**" : Phrases.Fate(bid.Fate))
                .Append(" |\n");
        }

        page.Append('\n');
    }

    private static string Estimate(ExplainedEstimate? estimate, Func<double?, string> write) =>
        estimate is null ? Phrases.None : $"{write(estimate.Expected)} ({Phrases.Interval(estimate, write)})";

    private static void Arithmetic(StringBuilder page, IReadOnlyList<ExplainedBid> bids)
    {
        var width = bids.Max(static bid => VisibleText.Line(bid.BidderId).Length);
        var lines = bids.Select(bid => $"{VisibleText.Line(bid.BidderId).PadRight(width)}  {bid.Score!.Arithmetic}");
        page.Append("The arithmetic of each score:\n\n");
        page.Append(MarkdownText.Fenced(string.Join('\n', lines.Prepend($"{"".PadRight(width)}  {Phrases.Formula}")), "text")).Append('\n');
    }

    private static void Detail(StringBuilder page, ExplainedBid bid)
    {
        page.Append("- ").Append(MarkdownText.Code(bid.BidderId));
        if (Phrases.Facts(bid) is { Length: > 0 } facts) page.Append(" (").Append(MarkdownText.Inline(facts)).Append(')');
        page.Append(": ").Append(bid.Fate is BidFate.NoBid or BidFate.Eliminated ? $"**{Phrases.Fate(bid.Fate)}**. " : "")
            .Append(MarkdownText.Inline(bid.FateSentence));
        if (Phrases.Evidence(bid) is { } evidence) page.Append(' ').Append(MarkdownText.Inline(evidence));
        page.Append('\n');
    }
}
