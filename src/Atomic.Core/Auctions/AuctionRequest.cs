using Atomic.Core.Bids;
using Atomic.Core.Plans;
using Atomic.Core.Policies;

namespace Atomic.Core.Auctions;

/// <summary>All that an auction depends on; the same request gives the same award on any machine.</summary>
public sealed record AuctionRequest
{
    /// <summary>The microtask's id: part of the draw's seed.</summary>
    public required string MicrotaskId { get; init; }

    /// <summary>The policy, resolved and valid.</summary>
    public required Policy Policy { get; init; }

    /// <summary>Bids and the reasons for not bidding, with the versions of market and track record.</summary>
    public required BidBook Book { get; init; }

    /// <summary>Seconds of the deadline that were gone when the auction was cleared.</summary>
    public double ElapsedSeconds { get; init; }

    /// <summary>USD left in the tightest budget that applies, or null where none does.</summary>
    public double? BudgetLeftUsd { get; init; }

    /// <summary>The budget that is the tightest, or null; the award carries it, nothing depends on it.</summary>
    public string? BudgetName { get; init; }

    /// <summary>When that budget renews; null where it does not.</summary>
    public DateTimeOffset? BudgetRenewsAt { get; init; }

    /// <summary>The forms of composite plans that may bid; the award carries them.</summary>
    public IReadOnlyList<PlanForm> PlanForms { get; init; } = [];

    /// <summary>How often each step's bidder may be asked: 2 under an output schema, where a refused answer is asked for again; else 1. Each asking is reserved for.</summary>
    public int AsksPerStep { get; init; } = 1;

    /// <summary>The strength of exploitation, see <see cref="ExplorationRecord.Gamma"/>; not negative.</summary>
    public double Gamma { get; init; } = 50;

    /// <summary>How far towards the upper end of its success probability a candidate is taken in the draw, see <see cref="ExplorationRecord.Optimism"/>; 0 to 1.</summary>
    public double Optimism { get; init; }
}
