using Atomic.Core.Bids;

namespace Atomic.Core.Explanations;

/// <summary>Tells the bid and fate of every bidder and composite plan: the ranked in their order, then the eliminated, then those that did not bid.</summary>
internal static class BidsExplained
{
    /// <summary>The bidders.</summary>
    /// <param name="source">The record.</param>
    public static IReadOnlyList<ExplainedBid> Of(ExplanationSource source)
    {
        if (source.Record.Book is not { } book) return [];
        var bids = book.Bids.Concat(source.Award?.PlanBids ?? [])
            .OrderBy(bid => source.RankOf(bid.BidderId)?.Rank ?? int.MaxValue)
            .ThenBy(static bid => bid.BidderId, StringComparer.Ordinal)
            .Select(bid => OfBid(source, bid));
        return [.. bids, .. book.NoBids.Select(noBid => OfNoBid(source, noBid))];
    }

    /// <summary>What became of a bidder that bid.</summary>
    /// <param name="source">The record.</param>
    /// <param name="bidderId">The bidder's id.</param>
    public static BidFate FateOf(ExplanationSource source, string bidderId)
    {
        if (source.Award is not { } award) return BidFate.Pending;
        if (award.WinnerId == bidderId) return award.Exploration.Explored ? BidFate.Drawn : BidFate.Won;
        if (source.RankOf(bidderId) is not null) return BidFate.Lost;
        return source.EliminationOf(bidderId) is not null ? BidFate.Eliminated : BidFate.Unaccounted;
    }

    private static ExplainedBid OfBid(ExplanationSource source, Bid bid)
    {
        var rank = source.RankOf(bid.BidderId);
        var bidder = source.BidderOf(bid.BidderId);
        return new ExplainedBid
        {
            BidderId = bid.BidderId,
            Model = bid.Model,
            Plan = bid.Plan?.ToString(),
            Prompt = bid.Prompt,
            Demonstrations = bid.Demonstrations,
            Region = bidder?.Region,
            Tags = bidder?.Tags,
            Price = bidder?.Price,
            Fate = FateOf(source, bid.BidderId),
            FateSentence = Sentence(source, bid),
            Rank = rank?.Rank,
            Propensity = Finite.OrNull(rank?.Propensity),
            CostUsd = ExplainedEstimate.Of(bid.CostUsd),
            LatencySeconds = ExplainedEstimate.Of(bid.LatencySeconds),
            Success = ExplainedEstimate.Of(bid.Success),
            Evidence = bid.Evidence,
            Score = Arithmetic.Of(source.Policy, bid, rank?.Score),
            EliminationReason = source.EliminationOf(bid.BidderId)?.Reason,
            Attempts = AttemptsOf(source, bid.BidderId),
        };
    }

    private static ExplainedBid OfNoBid(ExplanationSource source, NoBid noBid)
    {
        var bidder = source.BidderOf(noBid.BidderId);
        return new ExplainedBid
        {
            BidderId = noBid.BidderId,
            Model = bidder?.Model,
            Prompt = bidder?.Prompt,
            Region = bidder?.Region,
            Tags = bidder?.Tags,
            Price = bidder?.Price,
            Fate = BidFate.NoBid,
            FateSentence = noBid.Until is { } until
                ? $"{Prose.Sentence(noBid.Detail)} It bids again from {Figures.Time(until)}."
                : Prose.Sentence(noBid.Detail),
            NoBidReason = noBid.Reason,
            NoBidUntil = noBid.Until,
            Attempts = AttemptsOf(source, noBid.BidderId),
        };
    }

    private static int AttemptsOf(ExplanationSource source, string bidderId) =>
        source.Record.Attempts.Count(attempt => attempt.BidderId == bidderId)
        + source.Open().Count(start => source.BidderOfStep(start.Step) == bidderId);

    private static string Sentence(ExplanationSource source, Bid bid)
    {
        var fate = FateOf(source, bid.BidderId);
        switch (fate)
        {
            case BidFate.Pending: return "It bid; the auction has not been cleared yet.";
            case BidFate.Won: return "It came first and won.";
            case BidFate.Unaccounted: return "It bid, but the award neither ranks nor eliminates it.";
            case BidFate.Eliminated: return Eliminated(source.EliminationOf(bid.BidderId)!.Detail);
            case BidFate.Drawn:
                var probability = source.RankOf(bid.BidderId) is { } drawn ? $" with probability {Figures.Probability(drawn.Propensity)}" : "";
                return $"It was drawn by exploration{probability}.";
            default: return Lost(source, bid);
        }
    }

    // The auction's sentences begin with the figure ("p90 cost …"); those about defects stand alone.
    private static string Eliminated(string detail) => Prose.Sentence(detail is [>= 'a' and <= 'z', ..] ? $"Its {detail}" : detail);

    private static string Lost(ExplanationSource source, Bid bid)
    {
        var rank = source.RankOf(bid.BidderId)!.Value.Rank;
        var asked = AttemptsOf(source, bid.BidderId) > 0 ? " It was asked as a fallback." : "";
        if (rank == 1) return $"It came first, but exploration drew another.{asked}";
        var first = source.BidOf(source.Award!.Ranking[0].BidderId);
        return first is null
            ? $"It came {Prose.Ordinal(rank)}.{asked}"
            : $"It came {Prose.Ordinal(rank)}: {Margins.Behind(source.Order, RankingPoint.Of(first), RankingPoint.Of(bid))}.{asked}";
    }
}
