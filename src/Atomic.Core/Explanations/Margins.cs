namespace Atomic.Core.Explanations;

/// <summary>Tells by how much one bid came ahead of another.</summary>
internal static class Margins
{
    /// <summary>The margin of one bid over another.</summary>
    /// <param name="order">The order.</param>
    /// <param name="ahead">The bid ahead.</param>
    /// <param name="behind">The bid behind.</param>
    public static ExplainedMargin Between(RankingOrder order, RankingPoint ahead, RankingPoint behind)
    {
        var criterion = order.Decides(ahead, behind);
        var lead = order.Lead(criterion, ahead, behind);
        var sentence = criterion is Criterion.BidderId
            ? $"{ahead.BidderId} and {behind.BidderId} are level in every figure; the order of their ids decided."
            : $"{ahead.BidderId} came ahead of {behind.BidderId} by {Amount(criterion, lead)} of {Name(criterion)}"
                + $"{(criterion == order.Criteria[0] ? "" : ", the figures before it being level")}.";
        return new ExplainedMargin(ahead.BidderId, behind.BidderId, criterion, Finite.OrNull(lead), sentence);
    }

    /// <summary>"$0.0002 of expected utility behind NAME", to stand inside a sentence.</summary>
    /// <param name="order">The order.</param>
    /// <param name="first">The bid ahead.</param>
    /// <param name="bid">The bid behind.</param>
    public static string Behind(RankingOrder order, RankingPoint first, RankingPoint bid)
    {
        var criterion = order.Decides(first, bid);
        return criterion is Criterion.BidderId
            ? $"level with {first.BidderId} in every figure, and after it in the order of ids"
            : $"{Amount(criterion, order.Lead(criterion, first, bid))} of {Name(criterion)} behind {first.BidderId}";
    }

    private static string Amount(Criterion criterion, double lead) => criterion switch
    {
        Criterion.Latency => Figures.Duration(lead),
        Criterion.Quality => Figures.SignedPoints(lead).TrimStart('+'),
        _ => Figures.Usd(lead),
    };

    private static string Name(Criterion criterion) => criterion switch
    {
        Criterion.Utility => "expected utility",
        Criterion.Cost => "expected cost",
        Criterion.Latency => "expected latency",
        _ => "success probability",
    };
}
