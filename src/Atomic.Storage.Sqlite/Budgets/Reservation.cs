using Atomic.Orchestration.Budgets;
using Atomic.Orchestration.Ports;

namespace Atomic.Storage.Sqlite.Budgets;

/// <summary>What a decision has reserved.</summary>
/// <param name="DecisionId">The decision.</param>
/// <param name="Scope">On whose account and for what.</param>
/// <param name="Amount">Nano-dollars, in each account.</param>
/// <param name="At">When; null for one from before that was kept, of which nothing is known but the kind.</param>
internal sealed record Reservation(string DecisionId, BudgetScope Scope, long Amount, DateTimeOffset? At)
{
    /// <summary>The accounts in which it counts.</summary>
    public IReadOnlyList<BudgetAccount> Accounts { get; init; } = [];
}
