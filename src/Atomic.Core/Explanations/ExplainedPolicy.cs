using Atomic.Core.Plans;
using Atomic.Core.Policies;

namespace Atomic.Core.Explanations;

/// <summary>The policy under which the auction was held: its fields, and the same in sentences.</summary>
public sealed record ExplainedPolicy
{
    /// <summary>The preset that it came from, or <c>custom</c>.</summary>
    public required string Preset { get; init; }

    /// <summary>What is maximised.</summary>
    public required Objective Objective { get; init; }

    /// <summary>V: the value of a right answer, in USD.</summary>
    public required double ValueUsd { get; init; }

    /// <summary>λ: the price of a second, in USD.</summary>
    public required double LatencyUsdPerSecond { get; init; }

    /// <summary>Hard limit on the cost in USD, or null.</summary>
    public double? MaxCostUsd { get; init; }

    /// <summary>Hard limit on the time in seconds, or null.</summary>
    public double? DeadlineSeconds { get; init; }

    /// <summary>Hard limit on the lower bound of the success probability, or null.</summary>
    public double? MinQuality { get; init; }

    /// <summary>Regions that may see the data; empty: any.</summary>
    public required IReadOnlyList<string> Regions { get; init; }

    /// <summary>Bidders that may be asked; empty: any.</summary>
    public required IReadOnlyList<string> Allow { get; init; }

    /// <summary>Bidders that must never be asked.</summary>
    public required IReadOnlyList<string> Deny { get; init; }

    /// <summary>Tags that a bidder must have.</summary>
    public required IReadOnlyList<string> RequireTags { get; init; }

    /// <summary>Whether the award may be drawn.</summary>
    public required bool Explore { get; init; }

    /// <summary>False where models may be shown no verified examples of other microtasks, nor this one for others; null where they may.</summary>
    public bool? Demonstrations { get; init; }

    /// <summary>The forms of composite plans that may bid; null: every form.</summary>
    public IReadOnlyList<PlanForm>? Plans { get; init; }

    /// <summary>How many bidders may be tried at most.</summary>
    public required int MaxAttempts { get; init; }

    /// <summary>The objective in one sentence.</summary>
    public required string ObjectiveSentence { get; init; }

    /// <summary>Every hard limit in one sentence each; empty where there is none.</summary>
    public required IReadOnlyList<string> Limits { get; init; }
}
