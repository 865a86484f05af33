namespace Atomic.Core.Explanations;

/// <summary>The V and λ at which another bid ranks ahead of the first by utility, all else as it was.</summary>
internal static class PolicyThresholds
{
    /// <summary>
    /// Where <c>V* = ((c_w + λ·t_w) − (c_r + λ·t_r)) / (q_w − q_r)</c> and <c>λ* = (V·(q_w − q_r) − (c_w − c_r)) / (t_w − t_r)</c>
    /// are values that a policy can have.
    /// </summary>
    /// <param name="order">The order by utility.</param>
    /// <param name="first">w, the first of the ranking.</param>
    /// <param name="rival">r, another eligible bid.</param>
    public static IEnumerable<Counterfactual> ToRankAhead(RankingOrder order, RankingPoint first, RankingPoint rival)
    {
        var quality = first.Quality - rival.Quality;
        var latency = first.LatencySeconds - rival.LatencySeconds;
        var cost = first.CostUsd - rival.CostUsd;
        if (quality != 0)
        {
            var value = (cost + (order.LatencyUsdPerSecond * latency)) / quality;
            yield return Found(rival, first, CounterfactualFigure.ValueUsd, order.ValueUsd, value, below: quality > 0);
        }
        else
        {
            yield return Found(rival, first, CounterfactualFigure.ValueUsd, order.ValueUsd, null, below: false);
        }

        if (latency != 0)
        {
            var price = ((order.ValueUsd * quality) - cost) / latency;
            yield return Found(rival, first, CounterfactualFigure.LatencyUsdPerSecond, order.LatencyUsdPerSecond, price, below: latency < 0);
        }
        else
        {
            yield return Found(rival, first, CounterfactualFigure.LatencyUsdPerSecond, order.LatencyUsdPerSecond, null, below: false);
        }
    }

    private static Counterfactual Found(
        RankingPoint rival,
        RankingPoint first,
        CounterfactualFigure figure,
        double actual,
        double? threshold,
        bool below)
    {
        // A policy's figures are finite and not negative.
        var possible = threshold is { } value && double.IsFinite(value) && (below ? value > 0 : value >= 0);
        var kept = possible ? threshold : null;
        ThresholdSide? side = possible ? below ? ThresholdSide.Below : ThresholdSide.Above : null;
        return new Counterfactual
        {
            BidderId = rival.BidderId,
            AgainstBidderId = first.BidderId,
            Figure = figure,
            Effect = CounterfactualEffect.RanksAhead,
            Actual = actual,
            Threshold = kept,
            Side = side,
            Sentence = CounterfactualSentences.OfPolicy(rival.BidderId, first.BidderId, figure, actual, kept, side),
        };
    }
}
