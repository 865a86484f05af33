namespace Atomic.Core.Explanations;

/// <summary>Checks what must hold of every execution.</summary>
internal static class ExecutionFacts
{
    private const double Tolerance = 1e-9;

    /// <summary>The checks of attempts and settlement; none before there is an attempt.</summary>
    /// <param name="source">The record.</param>
    public static IEnumerable<Fact> Of(ExplanationSource source)
    {
        var record = source.Record;
        if (record.Started.Count > 0 || record.Attempts.Count > 0)
        {
            yield return AwardFirst(source);
            yield return Plan(source);
        }

        // Also where nothing was executed: the input may have been embedded for the bids.
        if (record.Started.Count > 0 || record.Attempts.Count > 0 || record.Book?.Embedding is { WasSent: true }) yield return Permitted(source);

        if (AnswerFact.Of(source) is { } answer) yield return answer;
        if (record.Attempts.Count > 1) yield return Keys(source);
        if (record.Settlement is not null) yield return Sum(source);
        if (record.Attempts.Count > 0 && source.Policy.MaxCostUsd is { } limit)
        {
            yield return new Fact(
                "cost-within-limit",
                source.DecidingUsd > 0 ? "All attempts and the embedding together cost no more than maxCostUsd." : "All attempts together cost no more than maxCostUsd.",
                source.CostUsd <= limit,
                $"{Figures.Usd(source.CostUsd)} of {Figures.Usd(limit)}.");
        }
    }

    private static Fact AwardFirst(ExplanationSource source)
    {
        var record = source.Record;
        var early = record.Started.Count(start => record.AwardedAt is not { } awarded || start.At < awarded);
        return new Fact(
            "nothing-before-the-award",
            "No attempt was started before its award was durable.",
            early == 0 && record.Award?.WinnerId is not null && record.Attempts.All(attempt => record.Started.Any(start => start.Step == attempt.Step && start.Ask == attempt.Ask)),
            early == 0 ? $"{Prose.Many(record.Started.Count, "start")} compared with the award's time." : $"{Prose.Many(early, "start")} before the award.");
    }

    private static Fact Plan(ExplanationSource source)
    {
        var steps = source.Award?.Plan?.Steps ?? [];
        var wrong = source.Record.Attempts.Where(attempt => attempt.Step < 0 || attempt.Step >= steps.Count || steps[attempt.Step] != attempt.BidderId)
            .Select(static attempt => attempt.BidderId)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        return new Fact(
            "attempts-follow-the-plan",
            "Every attempt was made by the bidder of its step of the plan.",
            wrong.Length == 0 && source.Record.Started.All(start => start.Step >= 0 && start.Step < steps.Count),
            wrong.Length == 0 ? $"{Prose.Many(source.Record.Attempts.Count, "attempt")} compared with the plan." : $"Not so for {Prose.List(wrong)}.");
    }

    private static Fact Permitted(ExplanationSource source)
    {
        var seen = DisclosuresExplained.Of(source);
        var forbidden = seen.Where(static one => one.Permitted is false).Select(static one => one.BidderId).ToArray();
        var unknown = seen.Count(static one => one.Permitted is null);
        return new Fact(
            "data-seen-by-permitted-only",
            "No bidder that the policy forbids was sent the input, by the market's facts as they are known now.",
            forbidden.Length == 0,
            forbidden.Length > 0
                ? $"Not permitted: {Prose.List(forbidden)}."
                : $"{Prose.Many(seen.Count, "bidder")} compared with regions, tags, allow and deny list{(unknown > 0 ? $"; for {unknown} the market has no facts any more" : "")}.");
    }

    private static Fact Keys(ExplanationSource source)
    {
        var keys = source.Record.Attempts.Select(static attempt => attempt.IdempotencyKey).ToArray();
        var distinct = keys.Distinct(StringComparer.Ordinal).Count();
        return new Fact(
            "one-key-per-attempt",
            "Every attempt has an idempotency key of its own.",
            distinct == keys.Length,
            $"{Prose.Many(keys.Length, "attempt")}, {Prose.Many(distinct, "key")}.");
    }

    private static Fact Sum(ExplanationSource source)
    {
        var settled = source.Record.Settlement!.CostUsd;
        var holds = Math.Abs(settled - source.CostUsd) <= Tolerance * Math.Max(settled, source.CostUsd);
        return new Fact(
            "settled-cost-is-the-sum",
            source.DecidingUsd > 0 ? "The settled cost is the sum of the attempts' costs and that of the embedding." : "The settled cost is the sum of the attempts' costs.",
            holds,
            $"Settled {Figures.Usd(settled)}, attempts {Figures.Usd(source.CostUsd - source.DecidingUsd)}{(source.DecidingUsd > 0 ? $", embedding {Figures.Usd(source.DecidingUsd)}" : "")}.");
    }
}
