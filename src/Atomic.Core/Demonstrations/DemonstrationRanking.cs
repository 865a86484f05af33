namespace Atomic.Core.Demonstrations;

/// <summary>Ranks examples by the relevance of their inputs: BM25 (Robertson and Zaragoza, Foundations and Trends in Information Retrieval 3 (2009) 333-389).</summary>
internal static class DemonstrationRanking
{
    /// <summary>The most that are looked at further.</summary>
    public const int MostRanked = 32;

    private const double Saturation = 1.2; // k₁
    private const double LengthShare = 0.75; // b

    /// <summary>The most relevant ones with their relevance as a share of the highest, best first; of equally relevant ones the younger first.</summary>
    /// <param name="candidates">Those that may be shown, in the order in which they came.</param>
    /// <param name="query">The input's terms.</param>
    /// <param name="index">All examples of the kind: which terms are rare.</param>
    public static List<RankedDemonstration> Of(IReadOnlyList<DemonstrationEntry> candidates, DemonstrationTerms query, DemonstrationIndex index)
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

        var highest = candidates.Count == 0 ? 0 : candidates.Max(candidate => scores[candidate.Slot]);
        return
        [
            .. candidates.Reverse()
                .OrderByDescending(candidate => scores[candidate.Slot]) // stable: the younger stays first
                .Take(MostRanked)
                .Select(candidate => new RankedDemonstration(candidate, highest > 0 ? scores[candidate.Slot] / highest : 0)),
        ];
    }
}
