namespace Atomic.Storage.Azure.Budgets;

/// <summary>Something that is done to the ledger for one decision.</summary>
/// <param name="Act">What.</param>
/// <param name="DecisionId">The decision.</param>
/// <param name="Kind">Its kind; empty where it does not matter.</param>
/// <param name="Amount">Nano-dollars, not negative.</param>
internal sealed record BudgetOperation(BudgetAct Act, string DecisionId, string Kind, long Amount)
{
    /// <summary>The key of the decision's row.</summary>
    public string RowKey { get; } = BudgetRows.DecisionKey(DecisionId);
}
