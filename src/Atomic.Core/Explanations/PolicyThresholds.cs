using Atomic.Core.Policies;

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
        var worthless = new RankingOrder(order.Objective, 0, order.LatencyUsdPerSecond);
        var patient = new RankingOrder(order.Objective, order.ValueUsd, 0);
        yield return Found(
            rival,
            first,
            CounterfactualFigure.ValueUsd,
            order.ValueUsd,
            Threshold((cost + (order.LatencyUsdPerSecond * latency)) / quality, below: quality > 0, aheadAtZero: worthless.Compare(rival, first) < 0),
            below: quality > 0);
        yield return Found(
            rival,
            first,
            CounterfactualFigure.LatencyUsdPerSecond,
            order.LatencyUsdPerSecond,
            Threshold(((order.ValueUsd * quality) - cost) / latency, below: latency < 0, aheadAtZero: patient.Compare(rival, first) < 0),
            below: latency < 0);
    }

    // A policy's figures go from 0 to the largest that it can name. Where both bids are level in what the figure weighs, the quotient is
    // not finite, and no value of the figure tells them apart.
    private static double? Threshold(double crossing, bool below, bool aheadAtZero)
    {
        if (!double.IsFinite(crossing)) return null;
        var threshold = Math.Max(crossing, 0);
        return (below ? aheadAtZero : threshold < PolicyCheck.LargestFigure) ? threshold : null;
    }

    private static Counterfactual Found(
        RankingPoint rival,
        RankingPoint first,
        CounterfactualFigure figure,
        double actual,
        double? threshold,
        bool below)
    {
        ThresholdSide? side = threshold is not { } value ? null : !below ? ThresholdSide.Above : value > 0 ? ThresholdSide.Below : ThresholdSide.AtMost;
        return new Counterfactual
        {
            BidderId = rival.BidderId,
            AgainstBidderId = first.BidderId,
            Figure = figure,
            Effect = CounterfactualEffect.RanksAhead,
            Actual = actual,
            Threshold = threshold,
            Side = side,
            Sentence = CounterfactualSentences.OfPolicy(rival.BidderId, first.BidderId, figure, actual, threshold, side),
        };
    }
}
