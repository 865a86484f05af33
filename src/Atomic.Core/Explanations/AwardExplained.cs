using Atomic.Core.Auctions;

namespace Atomic.Core.Explanations;

/// <summary>Tells the award.</summary>
internal static class AwardExplained
{
    /// <summary>The award, or null before it is made.</summary>
    /// <param name="source">The record.</param>
    public static ExplainedAward? Of(ExplanationSource source)
    {
        if (source.Award is not { } award) return null;
        var first = award.Ranking.Count > 0 ? award.Ranking[0].BidderId : null;
        var margin = Margin(source, first, award.Ranking.Count > 1 ? award.Ranking[1].BidderId : null);
        var givenUp = award.Exploration.Explored ? Margin(source, first, award.WinnerId) : null;
        var propensity = award.WinnerId is null ? null : Finite.OrNull(source.RankOf(award.WinnerId)?.Propensity);
        return new ExplainedAward
        {
            WinnerId = award.WinnerId,
            Model = award.WinnerId is null ? null : source.BidOf(award.WinnerId)?.Model,
            Plan = award.Plan?.ToString(),
            Steps = award.Plan?.Steps ?? [],
            FirstId = first,
            Margin = margin,
            GivenUp = givenUp,
            Explored = award.Exploration.Explored,
            DrawEnabled = award.Exploration.Enabled,
            Gamma = Finite.OrNull(award.Exploration.Gamma),
            Optimism = award.Exploration.Optimism > 0 ? Finite.OrNull(award.Exploration.Optimism) : null,
            Candidates = award.Exploration.Candidates,
            Seed = award.Exploration.Seed,
            Draw = Finite.OrNull(award.Exploration.Draw),
            Propensity = propensity,
            ReservedUsd = Finite.OrNull(award.ReservedUsd),
            ElapsedSeconds = Finite.OrNull(award.ElapsedSeconds),
            BudgetLeftUsd = Finite.OrNull(award.BudgetLeftUsd),
            BudgetName = award.BudgetName,
            BudgetRenewsAt = award.BudgetRenewsAt,
            AwardedAt = source.Record.AwardedAt,
            Sentences = [.. Sentences(source, award, margin, givenUp, propensity)],
        };
    }

    /// <summary>How exploration drew the winner, or null where it did not.</summary>
    /// <param name="source">The record.</param>
    public static string? Drawn(ExplanationSource source) =>
        source.Award is { Exploration.Explored: true, WinnerId: { } winner, Ranking: [var first, ..] } && source.RankOf(winner) is { } rank
            ? $"{winner} was drawn by exploration with probability {Figures.Probability(rank.Propensity)}; the first of the ranking was {first.BidderId}."
            : null;

    /// <summary>What the first of the ranking leaves to others so that its precision goes on being measured, or null where it bids without.</summary>
    /// <param name="source">The record.</param>
    private static string? Audited(ExplanationSource source) =>
        source.Award is { Exploration: { Enabled: true } exploration, Ranking: [var first, ..] } && source.BidOf(first.BidderId)?.AuditShare is { } share
            ? $"{first.BidderId} is audited: at least {Figures.Probability(share)} of what it would win goes to another bidder by the draw, so that the precision of its answers goes on being measured"
                + (exploration.Explored ? "; this microtask is one of them." : ".")
            : null;

    private static ExplainedMargin? Margin(ExplanationSource source, string? ahead, string? behind) =>
        ahead is not null && behind is not null && ahead != behind && source.BidOf(ahead) is { } first && source.BidOf(behind) is { } second
            ? Margins.Between(source.Order, RankingPoint.Of(first), RankingPoint.Of(second))
            : null;

    private static IEnumerable<string> Sentences(
        ExplanationSource source,
        Award award,
        ExplainedMargin? margin,
        ExplainedMargin? givenUp,
        double? propensity)
    {
        if (award.WinnerId is not { } winner)
        {
            yield return "No bid met the hard limits, so nothing was awarded, executed or spent.";
            yield break;
        }

        if (Drawn(source) is { } drawn) yield return drawn;
        else if (award.Ranking.Count == 1) yield return $"{winner} was the only eligible bid.";
        else yield return $"{winner} came first of {award.Ranking.Count} eligible bids.";
        if (Audited(source) is { } audited) yield return audited;
        if (givenUp is not null) yield return givenUp.Sentence;
        else if (margin is not null) yield return margin.Sentence;
        if (award.Exploration.Enabled && !award.Exploration.Explored && propensity is { } probability)
        {
            yield return $"The award was drawn among {award.Exploration.Candidates} candidates; the first had a probability of"
                + $" {Figures.Probability(probability)}, and the draw confirmed it.";
        }

        if (source.BidOf(winner)?.Evidence is { } evidence && Phrases.Held(winner, evidence) is { } held) yield return held;
        foreach (var sentence in PlanSentences.Of(award.Plan)) yield return sentence;
    }
}
