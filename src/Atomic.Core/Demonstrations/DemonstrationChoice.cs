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
    public static IReadOnlyList<ChosenDemonstration> Of(List<RankedDemonstration> ranked, DemonstrationRequest request)
    {
        var classes = ranked.Select(static candidate => candidate.Example.Class).OfType<string>().Distinct(StringComparer.Ordinal).Count();
        var share = classes == 0 ? request.Count : (request.Count + classes - 1) / classes;
        var left = request.MaxTokens;
        var open = new List<RankedDemonstration>(ranked);
        var chosen = new List<RankedDemonstration>(request.Count);
        while (chosen.Count < request.Count && open.Count > 0)
        {
            var next = TakeBest(open);
            if (next.Example.Class is { } label && chosen.Count(other => other.Example.Class == label) >= share) continue;
            if (!request.Suits(next.Example)) continue;
            var tokens = request.TokensOf(next.Example);
            if (tokens > left) continue;
            left -= tokens;
            chosen.Add(next);
            foreach (var other in open) other.Chose(next);
        }

        return [.. chosen.OrderBy(static one => one.Relevance).Select(static one => Chosen(one.Example, one))];
    }

    private static ChosenDemonstration Chosen(Demonstration example, RankedDemonstration ranked) =>
        new(example, new ShownDemonstration(example.Source.MicrotaskId, example.Hash, example.Label, ranked.Relevance) { Embedding = ranked.Model });

    private static RankedDemonstration TakeBest(List<RankedDemonstration> open)
    {
        var (best, highest) = (0, double.NegativeInfinity);
        for (var i = 0; i < open.Count; i++)
        {
            var worth = (RelevanceShare * open[i].Relevance) - ((1 - RelevanceShare) * open[i].Likeness);
            if (worth > highest) (best, highest) = (i, worth);
        }

        var taken = open[best];
        open.RemoveAt(best);
        return taken;
    }
}
