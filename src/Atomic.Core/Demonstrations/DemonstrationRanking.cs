using Atomic.Core.Embeddings;

namespace Atomic.Core.Demonstrations;

/// <summary>
/// Ranks examples by the relevance of their inputs: by what they mean where that is known of both, else by their words, BM25 (Robertson and Zaragoza, Foundations and Trends in
/// Information Retrieval 3 (2009) 333-389).
/// </summary>
internal static class DemonstrationRanking
{
    /// <summary>The most that are looked at further.</summary>
    public const int MostRanked = 32;

    private const double Saturation = 1.2; // k₁
    private const double LengthShare = 0.75; // b

    // Words shared with one whose meaning is not known say less than a meaning that is near.
    private const double WordsAmongMeanings = 0.5;

    /// <summary>The most relevant ones with their relevance as a share of the highest, best first; of equally relevant ones the younger first.</summary>
    /// <param name="candidates">Those that may be shown, in the order in which they came.</param>
    /// <param name="query">The input's terms.</param>
    /// <param name="index">All examples of the kind: which terms are rare.</param>
    /// <param name="input">What the input means; null where that is not known.</param>
    public static List<RankedDemonstration> Of(IReadOnlyList<DemonstrationEntry> candidates, DemonstrationTerms query, DemonstrationIndex index, InputVector? input = null)
    {
        var words = WordsOf(candidates, query, index);
        var meanings = DemonstrationMeanings.Of(input, candidates);
        IEnumerable<RankedDemonstration> ranked = meanings is null
            ? candidates.Select((candidate, i) => new RankedDemonstration(candidate, words[i]))
            : ByMeaning(candidates, words, meanings);
        return [.. ranked.Reverse().OrderByDescending(static one => one.Relevance).Take(MostRanked)]; // stable: the younger stays first
    }

    private static double[] WordsOf(IReadOnlyList<DemonstrationEntry> candidates, DemonstrationTerms query, DemonstrationIndex index)
    {
        var scores = new double[DemonstrationPool.Capacity];
        var average = index.AverageLength;
        foreach (var term in query.Distinct)
        {
            var holding = index.Holding(term);
            var rarity = Math.Log(1 + ((index.Entries - holding.Count + 0.5) / (holding.Count + 0.5)));
            for (var i = 0; i < holding.Count; i++)
            {
                var (entry, count) = holding[i];
                var length = 1 - LengthShare + (LengthShare * entry.Terms.Length / average);
                scores[entry.Slot] += rarity * count * (Saturation + 1) / (count + (Saturation * length));
            }
        }

        return Shares([.. candidates.Select(candidate => scores[candidate.Slot])]);
    }

    private static IEnumerable<RankedDemonstration> ByMeaning(IReadOnlyList<DemonstrationEntry> candidates, double[] words, DemonstrationMeanings meanings)
    {
        var known = candidates.Select(candidate => meanings.NearnessOf(candidate.Example)).ToArray();
        var nearness = Shares(Array.ConvertAll(known, static near => near ?? 0));
        return candidates.Select((candidate, i) => known[i] is null
            ? new RankedDemonstration(candidate, WordsAmongMeanings * words[i])
            : new RankedDemonstration(candidate, nearness[i], meanings));
    }

    private static double[] Shares(double[] scores)
    {
        var highest = scores.Length == 0 ? 0 : scores.Max();
        return highest > 0 ? Array.ConvertAll(scores, score => score / highest) : new double[scores.Length];
    }
}
