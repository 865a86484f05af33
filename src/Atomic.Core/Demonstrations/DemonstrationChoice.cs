namespace Atomic.Core.Demonstrations;

/// <summary>
/// Chooses among the relevant: one after the other the one that is relevant and unlike those chosen before (maximal marginal relevance, Carbonell and Goldstein, SIGIR 1998,
/// 335-336), of each class no more than its share, as long as the tokens last.
/// </summary>
internal static class DemonstrationChoice
{
    /// <summary>λ: what relevance weighs against being unlike the others.</summary>
    private const double RelevanceShare = 0.7;

    /// <summary>The chosen, the most relevant last: what stands nearest to the input is followed most (Liu et al., DeeLIO 2022, 100-114).</summary>
    /// <param name="ranked">The relevant, best first.</param>
    /// <param name="request">For what, and within which bounds.</param>
    public static IReadOnlyList<ChosenDemonstration> Of(List<(DemonstrationEntry Entry, double Relevance)> ranked, DemonstrationRequest request)
    {
        var classes = ranked.Select(static candidate => candidate.Entry.Example.Label).OfType<string>().Distinct(StringComparer.Ordinal).Count();
        var share = classes == 0 ? request.Count : (request.Count + classes - 1) / classes;
        var left = request.MaxTokens;
        var open = new List<(DemonstrationEntry Entry, double Relevance)>(ranked);
        var chosen = new List<(DemonstrationEntry Entry, double Relevance)>(request.Count);
        while (chosen.Count < request.Count && open.Count > 0)
        {
            var place = Best(open, chosen);
            var next = open[place];
            open.RemoveAt(place);
            if (next.Entry.Example.Label is { } label && chosen.Count(other => other.Entry.Example.Label == label) >= share) continue;
            var tokens = request.TokensOf(next.Entry.Example);
            if (tokens > left) continue;
            left -= tokens;
            chosen.Add(next);
        }

        return [.. chosen.OrderBy(static one => one.Relevance).Select(static one => Chosen(one.Entry.Example, one.Relevance))];
    }

    private static ChosenDemonstration Chosen(Demonstration example, double relevance) =>
        new(example, new ShownDemonstration(example.Source.MicrotaskId, example.Hash, example.Label, relevance));

    private static int Best(List<(DemonstrationEntry Entry, double Relevance)> open, List<(DemonstrationEntry Entry, double Relevance)> chosen)
    {
        var (best, highest) = (0, double.NegativeInfinity);
        for (var i = 0; i < open.Count; i++)
        {
            var likest = 0.0;
            foreach (var (entry, _) in chosen) likest = Math.Max(likest, open[i].Entry.Terms.Likeness(entry.Terms));
            var worth = (RelevanceShare * open[i].Relevance) - ((1 - RelevanceShare) * likest);
            if (worth > highest) (best, highest) = (i, worth);
        }

        return best;
    }
}
