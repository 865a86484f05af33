using Atomic.Core.Bids;
using Atomic.Core.Plans;

namespace Atomic.Core.Auctions;

/// <summary>The auction's result: ranking, eliminations with reasons, propensities, winner.</summary>
public sealed record Award
{
    /// <summary>The plan that won, or null where no bid was eligible.</summary>
    public Plan? Plan { get; init; }

    /// <summary>The id of the bid that won: the plan's first step, or the id of the composite plan's own bid; null where no bid was eligible.</summary>
    public string? WinnerId { get; init; }

    /// <summary>The eligible bids, best first.</summary>
    public required IReadOnlyList<RankedBid> Ranking { get; init; }

    /// <summary>The bids that failed a hard limit, in ordinal order of bidder ids.</summary>
    public required IReadOnlyList<Elimination> Eliminations { get; init; }

    /// <summary>How the winner was drawn.</summary>
    public required ExplorationRecord Exploration { get; init; }

    /// <summary>The most that the plan can cost in USD: the sum over its steps of <see cref="UpperBound"/>; reserved with the award. In records from before upper bounds were kept, the sum of p90 costs.</summary>
    public double ReservedUsd { get; init; }

    /// <summary>The bids of the composite plans that were considered, in ordinal order of their ids; empty where none were.</summary>
    public IReadOnlyList<Bid> PlanBids
    {
        get;
        init => field = value ?? []; // histories from before this was kept have none
    } = [];

    /// <summary>The forms of composite plans that might bid.</summary>
    public IReadOnlyList<PlanForm> PlanForms
    {
        get;
        init => field = value ?? []; // histories from before this was kept have none
    } = [];

    /// <summary>How often each step's bidder may be asked; see <see cref="AuctionRequest.AsksPerStep"/>.</summary>
    public int AsksPerStep
    {
        get;
        init => field = Math.Max(value, 1); // histories from before this was kept have none
    } = 1;

    /// <summary>When the tightest budget renews; null where it does not.</summary>
    public DateTimeOffset? BudgetRenewsAt { get; init; }

    /// <summary>Seconds of the deadline that were gone when the auction was cleared; with policy and bids this makes the award recomputable.</summary>
    public double ElapsedSeconds { get; init; }

    /// <summary>USD that were left in the tightest budget, or null where none applies.</summary>
    public double? BudgetLeftUsd { get; init; }

    /// <summary>The budget that was the tightest, or null.</summary>
    public string? BudgetName { get; init; }
}
