namespace Atomic.Core.Explanations;

/// <summary>Draws the counterfactuals of one bidder together into one sentence, for people; the data keeps them apart.</summary>
internal static class CounterfactualProse
{
    /// <summary>The sentences, in the order of the counterfactuals.</summary>
    /// <param name="counterfactuals">The counterfactuals.</param>
    public static IEnumerable<string> Of(IEnumerable<Counterfactual> counterfactuals)
    {
        foreach (var group in counterfactuals.GroupBy(static one => (one.BidderId, one.AgainstBidderId, one.Effect)))
        {
            var (bidder, against, effect) = group.Key;
            if (effect is CounterfactualEffect.MeetsLimit)
            {
                foreach (var one in group) yield return one.Sentence;
            }
            else
            {
                yield return Together(bidder, against, effect, [.. group]);
            }
        }
    }

    private static string Together(string bidder, string? against, CounterfactualEffect effect, IReadOnlyList<Counterfactual> group)
    {
        var come = effect switch
        {
            CounterfactualEffect.ComesFirst => "come first",
            CounterfactualEffect.FallsBehind => $"fallen behind {against}",
            _ => $"ranked ahead of {against}",
        };
        var possible = group.Where(static one => one.Possible).Select(At).ToArray();
        var never = group.Where(static one => !one.Possible).Select(Never).ToArray();
        if (possible.Length == 0) return $"{bidder} would not have {come} {Prose.List(never, "or")}.";
        return $"{bidder} would have {come} {Prose.List(possible, "or")}{(never.Length == 0 ? "" : $"; not {Prose.List(never, "or")}")}.";
    }

    private static string At(Counterfactual one)
    {
        var phrase = CounterfactualSentences.Phrase(one.Figure, one.Side!.Value, one.Threshold!.Value);
        var actual = one.Actual is { } value ? CounterfactualSentences.Plain(one.Figure, value) : Figures.Unknown;
        return one.Figure switch
        {
            CounterfactualFigure.Cost => $"at an expected cost {phrase} (bid: {actual})",
            CounterfactualFigure.Latency => $"at an expected latency {phrase} (bid: {actual})",
            CounterfactualFigure.Quality => $"at a success probability {phrase} (bid: {actual})",
            CounterfactualFigure.ValueUsd => $"with a right answer worth {phrase} (policy: {actual})",
            _ => $"with a second of waiting worth {phrase} (policy: {actual})",
        };
    }

    private static string Never(Counterfactual one) => one.Figure switch
    {
        CounterfactualFigure.Cost => "at any price",
        CounterfactualFigure.Latency => "at any latency",
        CounterfactualFigure.Quality => "at any quality",
        CounterfactualFigure.ValueUsd => "whatever a right answer is worth",
        _ => "whatever a second of waiting is worth",
    };
}
