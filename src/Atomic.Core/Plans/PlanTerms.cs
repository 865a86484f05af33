using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Policies;

namespace Atomic.Core.Plans;

/// <summary>Under what terms an awarded plan is run: nothing of it changes while it runs.</summary>
public sealed record PlanTerms
{
    /// <summary>The plan.</summary>
    public required Plan Plan { get; init; }

    /// <summary>The bids of the plan's steps, one each and in their order.</summary>
    public required IReadOnlyList<Bid> Bids { get; init; }

    /// <summary>How often the bidder of a step may be asked: 1, or 2 where a refused answer is asked for again.</summary>
    public int AsksPerStep { get; init; } = 1;

    /// <summary>The policy's limit on what all attempts may cost, in USD; null where it has none.</summary>
    public double? MaxCostUsd { get; init; }

    /// <summary>What a budget holds for the plan, in USD; null where no budget applies.</summary>
    public double? ReservedUsd { get; init; }

    /// <summary>When the microtask was accepted: the one clock for bids, attempts, repairs and fallbacks starts here.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>How many seconds the whole microtask may take.</summary>
    public required double DeadlineSeconds { get; init; }

    /// <summary>Whether the deadline is the policy's own: then a bidder is not asked whose p95 latency does not fit into what is left.</summary>
    public bool HoldsLatency { get; init; }

    /// <summary>The terms of an award.</summary>
    /// <param name="award">The award.</param>
    /// <param name="book">The bids that it was made of.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="acceptedAt">When the microtask was accepted.</param>
    /// <param name="deadlineSeconds">How long it may take.</param>
    /// <returns>The terms, or null where the award has no plan, or the book no bid for one of its steps.</returns>
    public static PlanTerms? Of(Award award, BidBook book, Policy policy, DateTimeOffset acceptedAt, double deadlineSeconds)
    {
        if (award.Plan is not { } plan) return null;
        var steps = plan.Steps;
        var bids = new Bid[steps.Count];
        for (var step = 0; step < bids.Length; step++)
        {
            if (book.Bids.FirstOrDefault(candidate => candidate.BidderId == steps[step]) is not { } bid) return null;
            bids[step] = bid;
        }

        return new PlanTerms
        {
            Plan = plan,
            Bids = bids,
            AsksPerStep = award.AsksPerStep,
            MaxCostUsd = book.LeftOf(policy.MaxCostUsd),
            ReservedUsd = award.BudgetLeftUsd is null ? null : award.ReservedUsd,
            AcceptedAt = acceptedAt,
            DeadlineSeconds = deadlineSeconds,
            HoldsLatency = policy.DeadlineSeconds is not null,
        };
    }
}
