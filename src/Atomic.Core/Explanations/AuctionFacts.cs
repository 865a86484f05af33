using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Plans;

namespace Atomic.Core.Explanations;

/// <summary>Checks what must hold of every award, by computing it again from the bids.</summary>
internal static class AuctionFacts
{
    // A score may be summed in another order than here; this is far above the rounding of doubles and far below any figure that matters.
    private const double Tolerance = 1e-9;
    private const int MostDifferences = 3;

    /// <summary>The checks of the award; none before it is made.</summary>
    /// <param name="source">The record.</param>
    public static IEnumerable<Fact> Of(ExplanationSource source)
    {
        if (source.Record is not { Book: { } book, Award: { } award }) yield break;
        yield return Recomputed(source);
        yield return Accounted(book, award);
        if (award.Ranking.Count > 0)
        {
            yield return Scores(source, award);
            yield return Order(source, award);
            yield return Limits(source, award);
            yield return Propensities(award);
        }

        if (award.Eliminations.Count > 0) yield return Eliminations(source, award);
        yield return Winner(source, award);
    }

    private static Fact Recomputed(ExplanationSource source)
    {
        var differences = AwardVerification.Differences(source.Record);
        return new Fact(
            "award-recomputed",
            "Clearing the auction again from the record gives the same award, figure by figure.",
            differences.Count == 0,
            differences.Count == 0
                ? "Winner, plan, ranking, eliminations, probabilities, seed and draw are the same."
                : string.Join(' ', differences.Take(MostDifferences)));
    }

    private static Fact Accounted(BidBook book, Award award)
    {
        var named = award.Ranking.Select(static ranked => ranked.BidderId).Concat(award.Eliminations.Select(static elimination => elimination.BidderId));
        var holds = named.Order(StringComparer.Ordinal).SequenceEqual(book.Bids.Concat(award.PlanBids).Select(static bid => bid.BidderId).Order(StringComparer.Ordinal));
        return new Fact(
            "every-bid-accounted-for",
            "Every bid is either ranked or eliminated, once.",
            holds,
            $"{Prose.Many(book.Bids.Count + award.PlanBids.Count, "bid")}, {award.Ranking.Count} ranked, {award.Eliminations.Count} eliminated.");
    }

    private static Fact Scores(ExplanationSource source, Award award)
    {
        var wrong = award.Ranking.Where(ranked => source.BidOf(ranked.BidderId) is not { } bid || !IsScoreOf(source, bid, ranked.Score))
            .Select(static ranked => ranked.BidderId)
            .ToArray();
        return new Fact(
            "scores-follow-from-bids",
            "Every score is V·q − c − λ·t of its bid.",
            wrong.Length == 0,
            wrong.Length == 0 ? $"{Prose.Many(award.Ranking.Count, "score")} computed again, all equal." : $"Not so for {Prose.List(wrong)}.");
    }

    private static bool IsScoreOf(ExplanationSource source, Bid bid, Score score)
    {
        var point = RankingPoint.Of(bid);
        var scale = Math.Max(Math.Abs(score.ValueUsd), Math.Max(Math.Abs(score.CostUsd), Math.Abs(score.LatencyUsd)));
        bool Near(double one, double other) => Math.Abs(one - other) <= Tolerance * scale;
        return Near(score.ValueUsd, source.Policy.ValueUsd * point.Quality)
            && Near(score.CostUsd, point.CostUsd)
            && Near(score.LatencyUsd, source.Policy.LatencyUsdPerSecond * point.LatencySeconds)
            && Near(score.UtilityUsd, source.Order.UtilityUsd(point));
    }

    private static Fact Order(ExplanationSource source, Award award)
    {
        var ids = award.Ranking.Select(static ranked => ranked.BidderId).ToArray();
        var points = ids.Select(source.BidOf).OfType<Bid>().Select(RankingPoint.Of).ToArray();
        var wrong = points.Zip(points.Skip(1)).Where(pair => source.Order.Compare(pair.First, pair.Second) >= 0).Select(static pair => pair.Second.BidderId).ToArray();
        var numbered = award.Ranking.Select(static (ranked, index) => ranked.Rank == index + 1).All(static right => right);
        return new Fact(
            "ranking-follows-from-objective",
            "The ranking is the order of the policy's objective with its tie rules.",
            wrong.Length == 0 && numbered && points.Length == ids.Length,
            wrong.Length == 0 ? $"Sorted again: {string.Join(", ", ids)}." : $"Out of order: {Prose.List(wrong)}.");
    }

    private static Fact Limits(ExplanationSource source, Award award)
    {
        var wrong = award.Ranking.Where(ranked => source.BidOf(ranked.BidderId) is { } bid && FailsALimit(source, award, bid))
            .Select(static ranked => ranked.BidderId)
            .ToArray();
        return new Fact(
            "ranked-bids-meet-limits",
            "Every ranked bid meets every hard limit at the pessimistic end of its interval.",
            wrong.Length == 0,
            wrong.Length == 0 ? $"{Prose.Many(award.Ranking.Count, "ranked bid")} compared with every limit." : $"Not so for {Prose.List(wrong)}.");
    }

    private static bool FailsALimit(ExplanationSource source, Award award, Bid bid)
    {
        var policy = source.Policy;
        return bid.CostUsd.High > (source.Record.Book?.LeftOf(policy.MaxCostUsd) ?? double.PositiveInfinity)
            || (UpperBound.Usd(bid, award.AsksPerStep) is > 0 and var most && most > award.BudgetLeftUsd)
            || bid.LatencySeconds.High > policy.DeadlineSeconds - award.ElapsedSeconds
            || bid.Success.Low < policy.MinQuality;
    }

    private static Fact Eliminations(ExplanationSource source, Award award)
    {
        var wrong = award.Eliminations.Where(elimination => !Stands(source, award, elimination)).Select(static elimination => elimination.BidderId).ToArray();
        return new Fact(
            "eliminations-follow-from-limits",
            "Every eliminated bid fails the limit that eliminated it, by the figure that it bid.",
            wrong.Length == 0,
            wrong.Length == 0 ? $"{Prose.Many(award.Eliminations.Count, "elimination")} compared with bid and limit." : $"Not so for {Prose.List(wrong)}.");
    }

    private static bool Stands(ExplanationSource source, Award award, Elimination elimination)
    {
        if (source.BidOf(elimination.BidderId) is not { } bid) return false;
        var (bidden, fails) = elimination.Reason switch
        {
            EliminationReason.TooExpensive => (bid.CostUsd.High, elimination.Figure > elimination.Limit),
            EliminationReason.OverBudget => (UpperBound.Usd(bid, award.AsksPerStep), elimination.Figure > elimination.Limit),
            EliminationReason.TooSlow => (bid.LatencySeconds.High, elimination.Figure > elimination.Limit),
            EliminationReason.TooUncertain => ((bid.AnswerPrecision ?? bid.Success).Low, elimination.Figure < elimination.Limit),
            _ => (double.NaN, true),
        };
        return elimination.Reason is EliminationReason.InvalidBid || (fails && elimination.Figure == bidden);
    }

    private static Fact Propensities(Award award)
    {
        var sum = award.Ranking.Sum(static ranked => ranked.Propensity);
        var holds = Math.Abs(sum - 1) <= Tolerance && award.Ranking.All(static ranked => ranked.Propensity is >= 0 and <= 1 + Tolerance);
        return new Fact("propensities-sum-to-one", "The probabilities of the draw sum to 1.", holds, $"Their sum is {Figures.Number(sum)}.");
    }

    private static Fact Winner(ExplanationSource source, Award award)
    {
        var first = award.Ranking.Count > 0 ? award.Ranking[0].BidderId : null;
        var holds = award.WinnerId is { } winner
            ? award.Plan is not null && IsPlanOf(source, winner, award.Plan)
                && source.RankOf(winner) is { Propensity: > 0 }
                && award.Exploration.Explored == (winner != first)
                && (source.Policy.Explore || winner == first)
                && award.Plan.Steps.Count <= source.Policy.MaxAttempts
            : award.Plan is null && first is null;
        return new Fact(
            "winner-follows-from-ranking",
            "The winner is the plan's first step, or the plan that bid itself, and the first of the ranking unless it was drawn; every step of the plan has bid, and what stands behind it is eligible.",
            holds,
            award.WinnerId is null ? "There is no winner, and no eligible bid." : $"Winner {award.WinnerId}, first {first ?? "none"}, plan {award.Plan?.ToString() ?? "none"}.");
    }

    // A composite plan bids as a whole, so that its own members need not be eligible alone: the limits are held by the plan's figures.
    private static bool IsPlanOf(ExplanationSource source, string winner, Plan plan)
    {
        var own = source.BidOf(winner)?.Plan?.Steps ?? [winner];
        return plan.Steps.Take(own.Count).SequenceEqual(own, StringComparer.Ordinal)
            && own.All(step => source.BidOf(step) is not null)
            && plan.Steps.Skip(own.Count).All(step => source.RankOf(step) is not null);
    }
}
