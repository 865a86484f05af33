using System.Security.Cryptography;
using System.Text;
using Atomic.Core.Policies;

namespace Atomic.Core.Explanations;

/// <summary>
/// An explanation as one self-contained HTML page: no scripts, nothing loaded from anywhere, light and dark, printable, readable on a phone.
/// It is well-formed XML too, so that it can be taken apart by any reader.
/// </summary>
public static class ExplanationHtml
{
    private static readonly Lazy<string> Style = new(static () => EmbeddedText.Read("explanation.css"));
    private static readonly Lazy<string> Security = new(static () =>
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style.Value)))}'; base-uri 'none'; form-action 'none'");

    /// <summary>The strictest Content-Security-Policy under which the page works; the page states it itself, and a server may send it as a header.</summary>
    public static string ContentSecurityPolicy => Security.Value;

    /// <summary>The explanation as a page. Text of others stands in it as text, whatever it holds.</summary>
    /// <param name="explanation">The explanation.</param>
    public static string Write(Explanation explanation)
    {
        var page = new HtmlText();
        var microtask = explanation.Microtask;
        page.Markup("<!DOCTYPE html>\n").Open("html", ("lang", "en"), ("xmlns", "http://www.w3.org/1999/xhtml")).Markup("\n<head>\n<meta charset=\"utf-8\" />\n")
            .Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", ContentSecurityPolicy))
            .Markup("\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n<meta name=\"color-scheme\" content=\"light dark\" />\n")
            .Markup("<meta name=\"referrer\" content=\"no-referrer\" />\n")
            .Leaf("title", $"{microtask.Kind}, {microtask.Id}: explanation")
            .Markup($"<style>{Style.Value}</style>\n</head>\n<body>\n<main>\n");
        Header(page, explanation);
        Question(page, microtask);
        Policy(page, explanation.Policy);
        HtmlBids.Write(page, explanation);
        Award(page, explanation.Award);
        Sentences(page, "What would have changed the award", Phrases.OthersUnchanged, [.. CounterfactualProse.Of(explanation.Counterfactuals)]);
        HtmlExecution.Write(page, explanation);
        Timeline(page, explanation);
        Facts(page, explanation.Facts);
        page.Markup("</main>\n<footer><p>").Text($"Told from the decision record of {microtask.Id}, in the form {explanation.Schema}.").Markup("</p></footer>\n</body>\n</html>\n");
        return page.ToString();
    }

    private static void Header(HtmlText page, Explanation explanation)
    {
        var microtask = explanation.Microtask;
        page.Markup("<header>\n").Open("p", ("class", "eyebrow")).Text("Explanation of a microtask").Close("p")
            .Open("h1").Text(microtask.Kind).Markup(" ").Leaf("span", Phrases.Standing(microtask), ("class", $"badge {Tone(microtask)}")).Close("h1")
            .Leaf("p", explanation.Summary, ("class", "summary"))
            .Open("dl", ("class", "figures"));
        Pair(page, "Cost", Figures.Usd(microtask.CostUsd));
        Pair(page, "Time", microtask.ElapsedSeconds is { } elapsed ? Figures.Duration(elapsed) : "running");
        Pair(page, "Answered by", explanation.Answer?.BidderId ?? "nobody");
        Pair(page, "Checks", Checks(explanation.Facts));
        page.Close("dl").Open("dl", ("class", "identity"));
        Pair(page, "Microtask", microtask.Id);
        Pair(page, "Accepted", Figures.Time(microtask.SubmittedAt));
        if (microtask.EndedAt is { } ended) Pair(page, "Ended", Figures.Time(ended));
        if (microtask.StatusDetail is { } detail) Pair(page, "Detail", detail);
        if (explanation.MarketVersion is { } market) Pair(page, "Market version", market);
        if (explanation.TrackRecordVersion is { } version) Pair(page, "Track record version", version.ToString());
        page.Close("dl").Close("header");
    }

    private static string Checks(IReadOnlyList<Fact> facts) => facts.Count == 0 ? "none yet" : $"{facts.Count(static fact => fact.Holds)} of {facts.Count} hold";

    private static string Tone(ExplainedMicrotask microtask) => microtask.Status switch
    {
        Microtasks.MicrotaskStatus.Succeeded => "good",
        Microtasks.MicrotaskStatus.Running => "open",
        Microtasks.MicrotaskStatus.Cancelled => "open",
        _ => "bad",
    };

    private static void Pair(HtmlText page, string name, string value) =>
        page.Open("div").Leaf("dt", name).Leaf("dd", value).Close("div");

    private static void Question(HtmlText page, ExplainedMicrotask microtask)
    {
        page.Open("section").Leaf("h2", "What was asked");
        if (microtask.Instructions is { } instructions) page.Leaf("h3", "Instructions").Leaf("pre", instructions);
        if (microtask.Input is { } input) page.Leaf("h3", "Input").Leaf("pre", VisibleText.Of(input));
        else page.Leaf("p", Phrases.NoInput);
        page.Leaf("p", microtask.HasOutputSchema ? "The answer has to meet a JSON Schema." : "The answer is free text; no JSON Schema was given.");
        if (microtask.Tags.Count > 0)
        {
            page.Open("dl", ("class", "identity"));
            foreach (var (name, value) in microtask.Tags.OrderBy(static tag => tag.Key, StringComparer.Ordinal)) Pair(page, name, value);
            page.Close("dl");
        }

        page.Close("section");
    }

    private static void Policy(HtmlText page, ExplainedPolicy policy)
    {
        page.Open("section").Leaf("h2", "Policy").Open("p").Text("Preset ").Leaf("code", policy.Preset).Text($". {policy.ObjectiveSentence}");
        if (policy.Objective is not Objective.Utility)
            page.Text($" Utilities are shown for comparison, with V = {Figures.Usd(policy.ValueUsd)} and λ = {Figures.Usd(policy.LatencyUsdPerSecond)}.");
        page.Close("p").Open("ul");
        foreach (var limit in policy.Limits) page.Leaf("li", limit);
        page.Close("ul").Close("section");
    }

    private static void Award(HtmlText page, ExplainedAward? award)
    {
        page.Open("section").Leaf("h2", "Award");
        if (award is null)
        {
            page.Leaf("p", "There is none yet.").Close("section");
            return;
        }

        page.Leaf("p", string.Join(' ', award.Sentences)).Open("dl", ("class", "identity"));
        if (award.Plan is { } plan) Pair(page, "Plan", plan);
        if (award.ReservedUsd is { } reserved) Pair(page, "Reserved, the most that it can cost", Figures.Usd(reserved));
        if (award.BudgetLeftUsd is { } left) Pair(page, $"Left in the tightest budget{(award.BudgetName is { } name ? $" ({name})" : "")}", Figures.Usd(left) + Phrases.Renewal(award.BudgetRenewsAt));
        Pair(page, "Gone before the auction", Phrases.Duration(award.ElapsedSeconds));
        Pair(page, "Seed", award.Seed);
        Pair(page, "Draw", award.Draw is { } draw ? Figures.Number(draw) : Phrases.None);
        Pair(page, "γ", award.Gamma is { } gamma ? Figures.Number(gamma) : Phrases.None);
        if (award.Optimism is { } optimism) Pair(page, "Optimism", Figures.Number(optimism));
        Pair(page, "Candidates", Figures.Count(award.Candidates));
        page.Close("dl").Close("section");
    }

    private static void Sentences(HtmlText page, string heading, string lead, IReadOnlyList<string> sentences)
    {
        if (sentences.Count == 0) return;
        page.Open("section").Leaf("h2", heading).Leaf("p", lead).Open("ul");
        foreach (var sentence in sentences) page.Leaf("li", sentence);
        page.Close("ul").Close("section");
    }

    private static void Timeline(HtmlText page, Explanation explanation)
    {
        page.Open("section").Leaf("h2", "Timeline").Open("ol", ("class", "timeline"));
        foreach (var moment in explanation.Timeline)
        {
            page.Open("li").Leaf("span", $"+{Figures.Duration(moment.AfterSeconds)}", ("class", "after")).Leaf("span", moment.What)
                .Open("time", ("datetime", $"{moment.At.ToUniversalTime():yyyy-MM-dd'T'HH:mm:ss.fff'Z'}")).Text(Figures.Time(moment.At)).Close("time").Close("li");
        }

        page.Close("ol").Close("section");
    }

    private static void Facts(HtmlText page, IReadOnlyList<Fact> facts)
    {
        if (facts.Count == 0) return;
        page.Open("section").Leaf("h2", "Checks").Open("ul", ("class", "facts"));
        foreach (var fact in facts)
        {
            page.Open("li", ("class", fact.Holds ? "holds" : "fails")).Leaf("strong", fact.Holds ? "Holds. " : "Does not hold. ").Text($"{fact.Claim} ")
                .Leaf("span", fact.Evidence, ("class", "quiet")).Close("li");
        }

        page.Close("ul").Close("section");
    }
}
