namespace Atomic.Core.Explanations;

/// <summary>Tells counterfactuals, with thresholds rounded to the side on which the sentence stays true.</summary>
internal static class CounterfactualSentences
{
    /// <summary>A bid that would have come first or fallen behind.</summary>
    /// <param name="moved">The bid whose figure moves.</param>
    /// <param name="other">The bid that it passes.</param>
    /// <param name="figure">The figure.</param>
    /// <param name="effect">What happens.</param>
    /// <param name="threshold">Where; null: nowhere.</param>
    /// <param name="side">On which side.</param>
    public static string OfBid(
        RankingPoint moved,
        RankingPoint other,
        CounterfactualFigure figure,
        CounterfactualEffect effect,
        double? threshold,
        ThresholdSide? side)
    {
        var (name, nowhere) = figure switch
        {
            CounterfactualFigure.Cost => ("an expected cost", "at any price"),
            CounterfactualFigure.Latency => ("an expected latency", "at any latency"),
            _ => ("a success probability", "at any quality"),
        };
        var come = effect is CounterfactualEffect.ComesFirst ? "come first" : $"fallen behind {other.BidderId}";
        return threshold is { } value && side is { } where
            ? $"{moved.BidderId} would have {come} at {name} {Phrase(figure, where, value)} (it bid {Plain(figure, moved[figure])})."
            : $"{moved.BidderId} would not have {come} {nowhere} (it bid {Plain(figure, moved[figure])}).";
    }

    /// <summary>A bid that would have ranked ahead of the first under another V or λ.</summary>
    /// <param name="rivalId">That bid's bidder.</param>
    /// <param name="firstId">The first of the ranking.</param>
    /// <param name="figure">V or λ.</param>
    /// <param name="actual">The policy's.</param>
    /// <param name="threshold">Where; null: nowhere.</param>
    /// <param name="side">On which side.</param>
    public static string OfPolicy(string rivalId, string firstId, CounterfactualFigure figure, double actual, double? threshold, ThresholdSide? side)
    {
        var name = figure is CounterfactualFigure.ValueUsd ? "a right answer" : "a second of waiting";
        return threshold is { } value && side is { } where
            ? $"{rivalId} would have ranked ahead of {firstId} with {name} worth {Phrase(figure, where, value)} (the policy says {Figures.Usd(actual)})."
            : $"{rivalId} would not have ranked ahead of {firstId} whatever {name} is worth (the policy says {Figures.Usd(actual)}).";
    }

    /// <summary>An eliminated bid that would have been eligible under another limit.</summary>
    /// <param name="bidderId">The bidder.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="budgetName">The tightest budget's name, or null.</param>
    /// <param name="otherLimits">How many other limits it fails as well.</param>
    /// <param name="rank">The rank that it would have had among the eligible.</param>
    public static string OfLimit(string bidderId, FailedLimit limit, string? budgetName, int otherLimits, int rank)
    {
        var name = limit.Figure switch
        {
            CounterfactualFigure.MaxCostUsd => "maxCostUsd",
            CounterfactualFigure.DeadlineSeconds => "a deadline",
            CounterfactualFigure.MinQuality => "minQuality",
            _ => budgetName is null ? "a rest of the budget" : $"a rest of the budget {budgetName}",
        };
        var side = limit.Figure is CounterfactualFigure.MinQuality ? ThresholdSide.AtMost : ThresholdSide.AtLeast;
        var actual = limit.Actual is { } value ? $" (it was {Plain(limit.Figure, value)})" : "";
        var met = otherLimits == 0
            ? $"{bidderId} would have been eligible and ranked {Prose.Ordinal(rank)}"
            : $"{bidderId} would have met that limit, though not {(otherLimits == 1 ? "another one that it fails" : $"{otherLimits} others that it fails")}";
        return $"With {name} of {Phrase(limit.Figure, side, limit.Needed)}{actual}, {met}.";
    }

    /// <summary>"below $0.0031", "at least 91.2%".</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="side">The side.</param>
    /// <param name="threshold">The threshold.</param>
    public static string Phrase(CounterfactualFigure figure, ThresholdSide side, double threshold) => side switch
    {
        ThresholdSide.Below => $"below {Plain(figure, threshold, MidpointRounding.ToNegativeInfinity)}",
        ThresholdSide.AtMost when threshold == 0 => Plain(figure, threshold),
        ThresholdSide.AtMost => $"at most {Plain(figure, threshold, MidpointRounding.ToNegativeInfinity)}",
        ThresholdSide.Above => $"above {Plain(figure, threshold, MidpointRounding.ToPositiveInfinity)}",
        _ => $"at least {Plain(figure, threshold, MidpointRounding.ToPositiveInfinity)}",
    };

    /// <summary>A value of the figure, with its unit.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="value">The value.</param>
    /// <param name="rounding">To which side.</param>
    public static string Plain(CounterfactualFigure figure, double value, MidpointRounding rounding = MidpointRounding.AwayFromZero) => figure switch
    {
        CounterfactualFigure.Latency or CounterfactualFigure.DeadlineSeconds => Figures.Duration(value, rounding),
        CounterfactualFigure.Quality or CounterfactualFigure.MinQuality => Figures.Probability(value, rounding),
        _ => Figures.Usd(value, rounding),
    };
}
