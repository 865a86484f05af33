using Atomic.Core.Decisions;
using Atomic.Core.Markets;
using Atomic.Core.Plans;
using Atomic.Core.Policies;

namespace Atomic.Core.Explanations;

/// <summary>Answers the auditor: to whose models the input was sent, and by what right.</summary>
internal static class DisclosuresExplained
{
    /// <summary>One for who embedded the input, where somebody did, and one for each bidder to which an attempt was made, in order.</summary>
    /// <param name="source">The record.</param>
    public static IReadOnlyList<Disclosure> Of(ExplanationSource source)
    {
        var steps = source.Record.Started.Select(static start => start.Step)
            .Concat(source.Record.Attempts.Select(static attempt => attempt.Step))
            .Distinct()
            .Order();
        var found = new List<Disclosure>();
        if (EmbeddingExplained.Seen(source) is { } embedder) found.Add(embedder);
        foreach (var step in steps)
        {
            if (source.BidderOfStep(step) is { } bidder && found.TrueForAll(other => other.BidderId != bidder)) found.Add(Of(source, step, bidder));
        }

        return found;
    }

    private static Disclosure Of(ExplanationSource source, int step, string bidderId)
    {
        var bidder = source.BidderOf(bidderId);
        var attempt = source.Record.Attempts.FirstOrDefault(ended => ended.Step == step);
        var start = source.Record.Started.FirstOrDefault(started => started.Step == step);
        return new Disclosure(
            bidderId,
            attempt?.Model ?? source.BidOf(bidderId)?.Model,
            bidder?.Region,
            start?.At,
            Permitted(source.Policy, bidderId, bidder),
            $"{Why(source, step)} {Right(source.Policy, bidderId, bidder)}{Outside(attempt)}");
    }

    private static string Why(ExplanationSource source, int step)
    {
        if (source.Award?.Plan is AgreePlan or VotePlan or HedgePlan)
            return $"It is step {step + 1} of the plan that won.{(PlanReasons.Of(source, new PlanAsk(step, 1)) is { } reason ? $" {reason}" : "")}";
        if (step == 0) return "It won the auction.";
        return source.Record.Attempts.Where(earlier => earlier.Step < step).MaxBy(static earlier => earlier.Step) is { } before
            ? $"It was the award's fallback number {step}, asked after {before.BidderId} {Outcomes.Told(before.Outcome)}."
            : $"It was the award's fallback number {step}.";
    }

    /// <summary>Whether the policy permits that bidder to see the data; null where the market's facts are not known any more.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="bidderId">The bidder's id.</param>
    /// <param name="bidder">Its facts, or null.</param>
    public static bool? Permitted(Policy policy, string bidderId, Bidder? bidder)
    {
        if (policy.Deny.Contains(bidderId, StringComparer.Ordinal)) return false;
        if (bidder?.Prompt?.Of is { } of && policy.Deny.Contains(of, StringComparer.Ordinal)) return false;
        if (policy.Allow.Count > 0 && !policy.Allow.Contains(bidderId, StringComparer.Ordinal)) return false;
        if (bidder is null) return policy.Regions.Count == 0 && policy.RequireTags.Count == 0 ? true : null;
        return (policy.Regions.Count == 0 || policy.Regions.Contains(bidder.Region, StringComparer.Ordinal))
            && policy.RequireTags.All(tag => bidder.Tags.Contains(tag, StringComparer.Ordinal));
    }

    /// <summary>What permits that bidder to see the data, in a sentence.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="bidderId">The bidder's id.</param>
    /// <param name="bidder">Its facts, or null.</param>
    public static string Right(Policy policy, string bidderId, Bidder? bidder)
    {
        if (Permitted(policy, bidderId, bidder) is not { } permitted)
            return "The market no longer has it, so its region and tags cannot be checked against the policy from this record.";
        if (!permitted) return "By the facts that the market states now, the policy does not permit it.";
        var grounds = new List<string>();
        if (policy.Regions.Count > 0) grounds.Add($"its region {bidder?.Region} is one of {Prose.List(policy.Regions)}");
        if (policy.RequireTags.Count > 0) grounds.Add($"it is tagged {Prose.List(policy.RequireTags)}");
        if (policy.Allow.Count > 0) grounds.Add("it is on the allow list");
        if (policy.Deny.Count > 0) grounds.Add("it is not on the deny list");
        return grounds.Count == 0
            ? "The policy sets no limit on who may see the data."
            : $"The policy permits it: {Prose.List(grounds)}.";
    }

    private static string Outside(Attempt? attempt) => attempt?.Outcome is AttemptOutcome.Unreachable
        ? " Its endpoint could not be reached, so it is likely that it never saw the data."
        : "";
}
