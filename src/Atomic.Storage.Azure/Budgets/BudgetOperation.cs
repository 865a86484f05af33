using Atomic.Orchestration.Ports;

namespace Atomic.Storage.Azure.Budgets;

/// <summary>Something that is done to the ledger for one decision.</summary>
/// <param name="Act">What.</param>
/// <param name="DecisionId">The decision.</param>
/// <param name="Scope">On whose account and for what; default where it does not matter.</param>
/// <param name="Amount">Nano-dollars, not negative.</param>
/// <param name="At">When.</param>
internal sealed record BudgetOperation(BudgetAct Act, string DecisionId, BudgetScope Scope, long Amount, DateTimeOffset At)
{
    /// <summary>The key of the decision's row.</summary>
    public string RowKey { get; } = BudgetRows.DecisionKey(DecisionId);
}
