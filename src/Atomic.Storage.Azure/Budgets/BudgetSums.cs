using Atomic.Orchestration.Budgets;
using Azure.Data.Tables;

namespace Atomic.Storage.Azure.Budgets;

/// <summary>An account's sums in nano-dollars while a transaction is made.</summary>
/// <param name="rowKey">The key of its row.</param>
/// <param name="row">Its row as it was read; null where there is none.</param>
internal sealed class BudgetSums(string rowKey, TableEntity? row)
{
    /// <summary>The key of its row.</summary>
    public string RowKey { get; } = rowKey;

    /// <summary>Its row as it was read; null where there is none.</summary>
    public TableEntity? Row { get; } = row;

    /// <summary>The account; null where its budget is not configured any more.</summary>
    public BudgetAccount? Account { get; set; }

    /// <summary>What was spent.</summary>
    public Int128 Spent { get; set; }

    /// <summary>What is reserved.</summary>
    public Int128 Reserved { get; set; }

    /// <summary>Whether it differs from its row.</summary>
    public bool IsChanged { get; set; }
}
