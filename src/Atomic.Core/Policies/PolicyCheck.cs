using System.Globalization;
using Atomic.Core.Plans;

namespace Atomic.Core.Policies;

/// <summary>Finds what makes a policy unusable before anything is asked or spent under it.</summary>
public static class PolicyCheck
{
    /// <summary>The largest amount in USD and the longest time in seconds that a policy can name; beyond it arithmetic could overflow.</summary>
    public const double LargestFigure = 1e9;

    /// <summary>The most bidders that a policy can have tried.</summary>
    public const int MostAttempts = 8;

    /// <summary>The forms of plans that bid for themselves; the others are what an award makes of a bidder's own bid.</summary>
    public static IReadOnlyList<PlanForm> CompositeForms { get; } = [PlanForm.Agree, PlanForm.Vote, PlanForm.Hedge];

    /// <summary>
    /// The policy's problems, each in one sentence that says what to change; empty where it can be used.
    /// A lexicographic objective needs its other side bounded: without <c>minQuality</c> the cheapest or fastest bidder wins however
    /// wrong it is, without <c>maxCostUsd</c> the best one wins whatever it costs.
    /// </summary>
    /// <param name="policy">The policy with its preset resolved.</param>
    public static IReadOnlyList<string> Problems(Policy policy)
    {
        var problems = new List<string>();
        Range(problems, "valueUsd", policy.ValueUsd, LargestFigure);
        Range(problems, "latencyUsdPerSecond", policy.LatencyUsdPerSecond, LargestFigure);
        Range(problems, "maxCostUsd", policy.MaxCostUsd, LargestFigure);
        Range(problems, "deadlineSeconds", policy.DeadlineSeconds, LargestFigure);
        Range(problems, "minQuality", policy.MinQuality, 1);
        if (policy.DeadlineSeconds is 0)
            problems.Add("deadlineSeconds is 0, which no bidder can meet; give it more time, or leave it out.");
        if (policy.MaxAttempts is < 1 or > MostAttempts)
            problems.Add($"maxAttempts must be from 1 to {MostAttempts}, but is {policy.MaxAttempts}.");
        foreach (var form in policy.Plans?.Where(static form => !CompositeForms.Contains(form)) ?? [])
            problems.Add($"plans names {form}, which does not bid for itself; use agree, vote or hedge, or leave it empty for none of them.");
        Names(problems, "regions", policy.Regions);
        Names(problems, "allow", policy.Allow);
        Names(problems, "deny", policy.Deny);
        Names(problems, "requireTags", policy.RequireTags);
        foreach (var id in policy.Allow.Intersect(policy.Deny, StringComparer.Ordinal))
            problems.Add($"{id} is both in allow and in deny; remove it from one of them.");
        Objectives(problems, policy);
        return problems;
    }

    private static void Range(List<string> problems, string name, double? figure, double limit)
    {
        if (figure is not { } value || (value >= 0 && value <= limit)) return;
        var text = double.IsNaN(value) ? "not a number" : value.ToString("R", CultureInfo.InvariantCulture);
        problems.Add(string.Create(CultureInfo.InvariantCulture, $"{name} must be a number from 0 to {limit:0}, but is {text}."));
    }

    private static void Names(List<string> problems, string list, IReadOnlyList<string> names)
    {
        if (names.Any(string.IsNullOrWhiteSpace)) problems.Add($"{list} has an empty name; remove it.");
    }

    private static void Objectives(List<string> problems, Policy policy)
    {
        switch (policy.Objective)
        {
            case Objective.Utility:
                break;
            case Objective.Cheapest when policy.MinQuality is null:
                problems.Add("objective cheapest needs a minimum quality, or the cheapest wins however wrong it is; add minQuality, for instance 0.8.");
                break;
            case Objective.Fastest when policy.MinQuality is null:
                problems.Add("objective fastest needs a minimum quality, or the fastest wins however wrong it is; add minQuality, for instance 0.8.");
                break;
            case Objective.Best when policy.MaxCostUsd is null:
                problems.Add("objective best needs a limit on cost, or the best wins whatever it costs; add maxCostUsd, for instance 0.01.");
                break;
            case Objective.Cheapest or Objective.Fastest or Objective.Best:
                break;
            default:
                problems.Add($"objective {policy.Objective} does not exist; use utility, cheapest, best or fastest.");
                break;
        }
    }
}
