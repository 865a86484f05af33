namespace Atomic.Core.Explanations;

/// <summary>The bids in HTML: a table, the arithmetic with bars, and what each rests on.</summary>
internal static class HtmlBids
{
    /// <summary>Writes the section.</summary>
    /// <param name="page">The page.</param>
    /// <param name="explanation">The explanation.</param>
    public static void Write(HtmlText page, Explanation explanation)
    {
        page.Open("section").Leaf("h2", "Bids");
        if (explanation.Embedding is { } embedding) page.Leaf("p", embedding.Sentence);
        if (explanation.Bids.Count == 0)
        {
            page.Leaf("p", explanation.MarketVersion is null ? "They are not there yet." : "No bidder was asked.").Close("section");
            return;
        }

        var bids = explanation.Bids.Where(static bid => bid.Score is not null).ToArray();
        if (bids.Length > 0)
        {
            Table(page, bids);
            Arithmetic(page, bids);
        }

        page.Leaf("h3", "Bidder by bidder").Open("dl", ("class", "bidders"));
        foreach (var bid in explanation.Bids) Detail(page, bid);
        page.Close("dl").Close("section");
    }

    private static void Table(HtmlText page, IReadOnlyList<ExplainedBid> bids)
    {
        page.Open("table", ("class", "stacking")).Leaf("caption", "Expected figures with their intervals, in the order of the ranking")
            .Open("thead").Open("tr");
        foreach (var name in (ReadOnlySpan<string>)["#", "Bidder", "Success", "Cost", "Latency", "Utility", "Drawn with", "Fate"]) page.Leaf("th", name, ("scope", "col"));
        page.Close("tr").Close("thead").Open("tbody");
        foreach (var bid in bids)
        {
            page.Open("tr", ("class", bid.Fate is BidFate.Won or BidFate.Drawn ? "winner" : null))
                .Leaf("td", bid.Rank is { } rank ? rank.ToString() : Phrases.None, ("data-label", "Rank"))
                .Leaf("th", bid.BidderId, ("scope", "row"));
            Estimate(page, "Success", bid.Success, Phrases.Probability);
            Estimate(page, "Cost", bid.CostUsd, Phrases.Usd);
            Estimate(page, "Latency", bid.LatencySeconds, Phrases.Duration);
            page.Leaf("td", Phrases.Usd(bid.Score?.UtilityUsd), ("data-label", "Utility"))
                .Leaf("td", Phrases.Probability(bid.Propensity), ("data-label", "Drawn with"))
                .Leaf("td", Phrases.Fate(bid.Fate), ("data-label", "Fate"))
                .Close("tr");
        }

        page.Close("tbody").Close("table")
            .Leaf("p", "Intervals: success 90%, cost p10 to p90, latency p5 to p95.", ("class", "quiet"));
    }

    private static void Estimate(HtmlText page, string label, ExplainedEstimate? estimate, Func<double?, string> write)
    {
        page.Open("td", ("data-label", label));
        if (estimate is null) page.Text(Phrases.None);
        else page.Open("span").Text(write(estimate.Expected)).Markup(" ").Leaf("small", Phrases.Interval(estimate, write)).Close("span");
        page.Close("td");
    }

    private static void Arithmetic(HtmlText page, IReadOnlyList<ExplainedBid> bids)
    {
        var scale = bids.Max(static bid => Math.Max(bid.Score!.ValueUsd ?? 0, (bid.Score.CostUsd ?? 0) + (bid.Score.LatencyUsd ?? 0)));
        page.Leaf("h3", "The arithmetic of each score").Leaf("p", Phrases.Formula, ("class", "formula"))
            .Open("p", ("class", "legend")).Leaf("span", "expected value V × q", ("class", "value")).Leaf("span", "utility U", ("class", "utility"))
            .Leaf("span", "cost c", ("class", "cost")).Leaf("span", "wait λ × t", ("class", "wait")).Close("p")
            .Open("ol", ("class", "scores"));
        foreach (var bid in bids)
        {
            page.Open("li").Leaf("span", bid.BidderId, ("class", "name")).Leaf("span", bid.Score!.Arithmetic, ("class", "line"));
            Bar(page, bid.Score, scale);
            page.Close("li");
        }

        page.Close("ol");
    }

    // Above, what a right answer is expected to be worth; below, what becomes of it: utility, cost and wait, to the same scale.
    private static void Bar(HtmlText page, ExplainedScore score, double scale)
    {
        if (score is not { ValueUsd: { } value, CostUsd: { } cost, LatencyUsd: { } wait, UtilityUsd: { } utility } || scale is not (> 0 and <= double.MaxValue)) return;
        var kept = Math.Max(utility, 0);
        page.Open("svg", ("class", "bar"), ("viewBox", "0 0 1000 14"), ("preserveAspectRatio", "none"), ("role", "img"), ("xmlns", "http://www.w3.org/2000/svg"))
            .Leaf("title", $"Expected value {Figures.Usd(value)}; utility {Figures.Usd(utility)}, cost {Figures.Usd(cost)}, wait {Figures.Usd(wait)}");
        Part(page, "value", 0, value / scale, 0, 4);
        Part(page, "utility", 0, kept / scale, 5, 9);
        Part(page, "cost", kept / scale, cost / scale, 5, 9);
        Part(page, "wait", (kept + cost) / scale, wait / scale, 5, 9);
        page.Close("svg");
    }

    private static void Part(HtmlText page, string name, double from, double share, int top, int height)
    {
        if (share <= 0) return;
        page.Void("rect", ("class", name), ("x", $"{from * 1000:0.###}"), ("y", $"{top}"), ("width", $"{share * 1000:0.###}"), ("height", $"{height}"));
    }

    private static void Detail(HtmlText page, ExplainedBid bid)
    {
        page.Open("div").Open("dt").Leaf("span", bid.BidderId, ("class", "name")).Markup(" ").Leaf("span", Phrases.Fate(bid.Fate), ("class", "fate")).Close("dt").Open("dd");
        if (Phrases.Facts(bid) is { Length: > 0 } facts) page.Leaf("p", $"{char.ToUpperInvariant(facts[0])}{facts[1..]}.", ("class", "quiet"));
        page.Open("p").Text(bid.FateSentence);
        if (Phrases.Evidence(bid) is { } evidence) page.Text($" {evidence}");
        page.Close("p").Close("dd").Close("div");
    }
}
