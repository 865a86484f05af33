using Atomic.Core.Decisions;

namespace Atomic.Core.Plans;

/// <summary>What a plan does next: it starts askings, waits for those under way, or is done.</summary>
public sealed record PlanMove
{
    /// <summary>What is to be started now, in this order.</summary>
    public IReadOnlyList<PlanOrder> Start { get; init; } = [];

    /// <summary>What is passed over because deadline or money do not last for it.</summary>
    public IReadOnlyList<PlanSkip> Skipped { get; init; } = [];

    /// <summary>When the plan goes on even if nothing has ended by then; null where it only waits.</summary>
    public DateTimeOffset? WakeAt { get; init; }

    /// <summary>Whether nothing more will be started or waited for. What is still under way then is cut off.</summary>
    public bool IsDone { get; init; }

    /// <summary>The attempt whose answer is the microtask's; null before the end, and where none gave one.</summary>
    public Attempt? Answer { get; init; }
}
