using Atomic.Core.Auctions;
using Atomic.Core.Plans;
using Atomic.Core.Policies;

namespace Atomic.Evaluation.Routing;

/// <summary>How the evaluated house is set: as production is by default, the same for every set.</summary>
public sealed record RoutingSettings
{
    /// <summary>γ0 of the exploration schedule; production's default.</summary>
    public double ExplorationGamma { get; init; } = ExplorationSchedule.DefaultInitial;

    /// <summary>How hopefully candidates are taken in a draw; production's default.</summary>
    public double ExplorationOptimism { get; init; } = ExplorationSchedule.DefaultOptimism;

    /// <summary>The policy but for V, which a <see cref="PacedValue"/> sets. No latency was recorded, so a second costs nothing.</summary>
    public Policy Policy { get; init; } = new() { Preset = PolicyPresets.CustomName, LatencyUsdPerSecond = 0 };

    /// <summary>Whether bids learn what inputs tell of the length of answers, as in production; without it the gain can be measured.</summary>
    public bool LengthsByInput { get; init; } = true;

    /// <summary>The forms of composite plans that may bid; none: each model for itself.</summary>
    public IReadOnlyList<PlanForm> PlanForms { get; init; } = [];
}
