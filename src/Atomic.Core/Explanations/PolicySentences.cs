using Atomic.Core.Policies;

namespace Atomic.Core.Explanations;

/// <summary>Tells a policy.</summary>
internal static class PolicySentences
{
    /// <summary>The policy with its sentences.</summary>
    /// <param name="policy">The policy.</param>
    public static ExplainedPolicy Explain(Policy policy) => new()
    {
        Preset = policy.Preset,
        Objective = policy.Objective,
        ValueUsd = policy.ValueUsd,
        LatencyUsdPerSecond = policy.LatencyUsdPerSecond,
        MaxCostUsd = policy.MaxCostUsd,
        DeadlineSeconds = policy.DeadlineSeconds,
        MinQuality = policy.MinQuality,
        Regions = policy.Regions,
        Allow = policy.Allow,
        Deny = policy.Deny,
        RequireTags = policy.RequireTags,
        Explore = policy.Explore,
        Plans = policy.Plans,
        Demonstrations = policy.Demonstrations,
        MaxAttempts = policy.MaxAttempts,
        ObjectiveSentence = Objective(policy),
        Limits = [.. Limits(policy)],
    };

    private static string Objective(Policy policy) => policy.Objective switch
    {
        Policies.Objective.Cheapest => "The lowest expected cost wins; then the higher success probability, then the lower latency.",
        Policies.Objective.Best => "The highest success probability wins; then the lower expected cost, then the lower latency.",
        Policies.Objective.Fastest => "The lowest expected latency wins; then the higher success probability, then the lower cost.",
        _ => "The highest expected utility U = V·q − c − λ·t wins, with V = "
            + $"{Figures.Usd(policy.ValueUsd)} for a right answer and λ = {Figures.Usd(policy.LatencyUsdPerSecond)} for each second of waiting;"
            + " q is the success probability, c the expected cost and t the expected latency.",
    };

    private static IEnumerable<string> Limits(Policy policy)
    {
        if (policy.MaxCostUsd is { } cost) yield return $"All attempts together may cost at most {Figures.Usd(cost)} (checked against the p90 cost).";
        if (policy.DeadlineSeconds is { } deadline)
            yield return $"The answer must be there within {Figures.Duration(deadline)} of acceptance (checked against the p95 latency).";
        if (policy.MinQuality is { } quality)
            yield return $"The lower bound of the success probability must be at least {Figures.Probability(quality)}.";
        if (policy.Regions.Count > 0) yield return $"The data may be processed in {Prose.List(policy.Regions, "or")} only.";
        if (policy.Allow.Count > 0) yield return $"Only {Prose.List(policy.Allow, "or")} may be asked.";
        if (policy.Deny.Count > 0) yield return $"Never to be asked: {Prose.List(policy.Deny, "or")}.";
        if (policy.RequireTags.Count > 0) yield return $"A bidder must be tagged {Prose.List(policy.RequireTags)}.";
        yield return $"At most {Prose.Many(policy.MaxAttempts, "bidder")} may be tried.";
        if (policy.Plans is { Count: 0 }) yield return "No composite plan may bid.";
        else if (policy.Plans is { } plans) yield return $"Of composite plans {Prose.List([.. plans.Select(Prose.Words)], "and")} alone may bid.";
        if (policy.Demonstrations is false) yield return "Models are shown no verified examples of other microtasks, and this one is shown for none.";
        if (!policy.Explore) yield return "The first of the ranking wins always; nothing is drawn.";
    }
}
