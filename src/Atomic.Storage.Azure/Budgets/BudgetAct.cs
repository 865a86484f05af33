namespace Atomic.Storage.Azure.Budgets;

/// <summary>What is done to the ledger.</summary>
internal enum BudgetAct
{
    /// <summary>Reserves, in place of what the decision had reserved.</summary>
    Reserve,

    /// <summary>Releases and books what was spent.</summary>
    Settle,

    /// <summary>Releases and forgets the decision.</summary>
    Forget,
}
