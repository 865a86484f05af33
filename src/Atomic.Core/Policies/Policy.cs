using Atomic.Core.Plans;

namespace Atomic.Core.Policies;

/// <summary>The caller's hard limits and value function. All of its figures are finite and not negative.</summary>
public sealed record Policy
{
    /// <summary>The preset that it came from (<see cref="PolicyPresets"/>), or <c>custom</c>.</summary>
    public string Preset { get; init; } = PolicyPresets.BalancedName;

    /// <summary>What is maximised.</summary>
    public Objective Objective { get; init; } = Objective.Utility;

    /// <summary>V: the value of a right answer, in USD.</summary>
    public double ValueUsd { get; init; } = 0.01;

    /// <summary>λ: the price of one second of waiting, in USD.</summary>
    public double LatencyUsdPerSecond { get; init; } = 0.0005;

    /// <summary>Hard limit in USD on what all attempts together may cost; checked against the p90 cost. Null: none.</summary>
    public double? MaxCostUsd { get; init; }

    /// <summary>Hard limit in seconds for the whole microtask, from its acceptance; checked against the p95 latency. Null: the server's own limit alone.</summary>
    public double? DeadlineSeconds { get; init; }

    /// <summary>Hard limit on the lower bound of the success probability, 0 to 1. Null: none.</summary>
    public double? MinQuality { get; init; }

    /// <summary>Regions that may see the data; empty: any.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>Bidder ids that may be asked; empty: any.</summary>
    public IReadOnlyList<string> Allow { get; init; } = [];

    /// <summary>Bidder ids that must never be asked.</summary>
    public IReadOnlyList<string> Deny { get; init; } = [];

    /// <summary>Tags of which a bidder must have every one, for instance <c>on-premises</c>; empty: any.</summary>
    public IReadOnlyList<string> RequireTags { get; init; } = [];

    /// <summary>Whether the award may be drawn by inverse-gap weighting (true) or is always the first of the ranking (false).</summary>
    public bool Explore { get; init; } = true;

    /// <summary>The forms of composite plans that may bid beside the bidders themselves; null: every form, empty: none.</summary>
    public IReadOnlyList<PlanForm>? Plans { get; init; }

    /// <summary>
    /// Whether verified examples of other microtasks may be shown to models for this one, and this one for others. False: neither. Null: where the market has variants that show
    /// some.
    /// </summary>
    public bool? Demonstrations { get; init; }

    /// <summary>How many bidders may be tried at most, the winner included; 1 to 8.</summary>
    public int MaxAttempts { get; init; } = 3;
}
