using Atomic.Core.Bids;

namespace Atomic.Core.Explanations;

/// <summary>The figures of a bid at which the first of the ranking changes, all other figures as they were.</summary>
internal static class BidThresholds
{
    private static readonly CounterfactualFigure[] BidFigures = [CounterfactualFigure.Cost, CounterfactualFigure.Latency, CounterfactualFigure.Quality];

    /// <summary>When <paramref name="rival"/> would have come first. Who overtakes the first overtakes all.</summary>
    /// <param name="order">The order.</param>
    /// <param name="first">The first of the ranking.</param>
    /// <param name="rival">Another eligible bid.</param>
    public static IEnumerable<Counterfactual> ToComeFirst(RankingOrder order, RankingPoint first, RankingPoint rival)
    {
        foreach (var figure in BidFigures)
        {
            var best = figure is CounterfactualFigure.Quality ? 1.0 : 0.0;
            var possible = order.Compare(rival.With(figure, best), first) < 0;
            double? threshold = null;
            ThresholdSide? side = null;
            if (possible)
            {
                threshold = Clamp(figure, Crossing(order, figure, moved: rival, other: first));

                var inclusive = threshold == best || (!IsPriced(order, figure) && order.Compare(rival.With(figure, threshold.Value), first) < 0);
                side = figure is CounterfactualFigure.Quality
                    ? inclusive ? ThresholdSide.AtLeast : ThresholdSide.Above
                    : inclusive ? ThresholdSide.AtMost : ThresholdSide.Below;
            }

            yield return Found(rival, first, figure, CounterfactualEffect.ComesFirst, threshold, side);
        }
    }

    /// <summary>When <paramref name="first"/> would have fallen behind <paramref name="second"/>.</summary>
    /// <param name="order">The order.</param>
    /// <param name="first">The first of the ranking.</param>
    /// <param name="second">The second.</param>
    public static IEnumerable<Counterfactual> ToFallBehind(RankingOrder order, RankingPoint first, RankingPoint second)
    {
        foreach (var figure in BidFigures)
        {
            var worst = figure is CounterfactualFigure.Quality ? 0.0 : BidCheck.LargestFigure;
            var possible = order.Compare(first.With(figure, worst), second) > 0;
            double? threshold = null;
            ThresholdSide? side = null;
            if (possible)
            {
                threshold = Clamp(figure, Crossing(order, figure, moved: first, other: second));
                var inclusive = threshold == worst || (!IsPriced(order, figure) && order.Compare(first.With(figure, threshold.Value), second) > 0);
                side = figure is CounterfactualFigure.Quality
                    ? inclusive ? ThresholdSide.AtMost : ThresholdSide.Below
                    : inclusive ? ThresholdSide.AtLeast : ThresholdSide.Above;
            }

            yield return Found(first, second, figure, CounterfactualEffect.FallsBehind, threshold, side);
        }
    }

    // The value of the moved bid's figure at which both are level in the first criterion that the figure can move.
    private static double Crossing(RankingOrder order, CounterfactualFigure figure, RankingPoint moved, RankingPoint other)
    {
        var lead = order.Lead(order.Criteria[0], moved, other);
        if (order.Criteria[0] is not Criterion.Utility) return other[figure];
        return figure switch
        {
            CounterfactualFigure.Cost => moved.CostUsd + lead,
            CounterfactualFigure.Latency when order.LatencyUsdPerSecond > 0 => moved.LatencySeconds + (lead / order.LatencyUsdPerSecond),
            CounterfactualFigure.Quality when order.ValueUsd > 0 => moved.Quality - (lead / order.ValueUsd),
            _ => other[figure], // The figure has no price: it only breaks ties.
        };
    }

    // At the threshold of a priced figure the utilities are level but for rounding, so the threshold itself is left out;
    // an unpriced figure is compared as it is, and the tie rules say what holds at the threshold.
    private static bool IsPriced(RankingOrder order, CounterfactualFigure figure) => order.Criteria[0] is Criterion.Utility && figure switch
    {
        CounterfactualFigure.Latency => order.LatencyUsdPerSecond > 0,
        CounterfactualFigure.Quality => order.ValueUsd > 0,
        _ => true,
    };

    private static double Clamp(CounterfactualFigure figure, double threshold) =>
        Math.Clamp(threshold, 0, figure is CounterfactualFigure.Quality ? 1 : BidCheck.LargestFigure);

    private static Counterfactual Found(
        RankingPoint moved,
        RankingPoint other,
        CounterfactualFigure figure,
        CounterfactualEffect effect,
        double? threshold,
        ThresholdSide? side) => new()
        {
            BidderId = moved.BidderId,
            AgainstBidderId = other.BidderId,
            Figure = figure,
            Effect = effect,
            Actual = moved[figure],
            Threshold = threshold,
            Side = side,
            Sentence = CounterfactualSentences.OfBid(moved, other, figure, effect, threshold, side),
        };
}
