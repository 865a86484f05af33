using System.Text.Json;
using Atomic.Storage.Azure.Tables;
using Azure.Data.Tables;

namespace Atomic.Storage.Azure.Budgets;

/// <summary>The rows of the ledger: <c>budget:NAME</c> has what was spent and is reserved, <c>decision:ID</c> a reservation or, afterwards, a settlement.</summary>
internal static class BudgetRows
{
    /// <summary>The partition of all of them.</summary>
    public const string Partition = "ledger";

    private const string Spent = "Spent";
    private const string Reserved = "Reserved";
    private const string IsSettled = "IsSettled";
    private const string Amount = "Amount";
    private const string Budgets = "Budgets";

    /// <summary>The RowKey of a budget.</summary>
    public static string BudgetKey(string name) => TableKey.Of("budget", name);

    /// <summary>The RowKey of a decision.</summary>
    public static string DecisionKey(string decisionId) => TableKey.Of("decision", decisionId);

    /// <summary>The row of a budget's sums; beyond nine billion dollars they stand still.</summary>
    public static TableEntity Budget(BudgetSums sums) => new(Partition, BudgetKey(sums.Name))
    {
        [Spent] = (long)Int128.Min(sums.Spent, long.MaxValue),
        [Reserved] = (long)Int128.Clamp(sums.Reserved, 0, long.MaxValue),
    };

    /// <summary>The sums of a row.</summary>
    public static BudgetSums ReadBudget(string name, TableEntity? row) =>
        new(name, row?.ETag) { Spent = row?.GetInt64(Spent) ?? 0, Reserved = row?.GetInt64(Reserved) ?? 0 };

    /// <summary>The row of a decision.</summary>
    public static TableEntity Decision(string rowKey, DecisionRow decision)
    {
        var row = new TableEntity(Partition, rowKey) { [IsSettled] = decision.IsSettled, [Amount] = decision.Amount };
        RowText.Write(row, Budgets, JsonSerializer.Serialize(decision.Budgets));
        return row;
    }

    /// <summary>The decision of a row.</summary>
    public static DecisionRow ReadDecision(TableEntity row) => new(
        row.GetBoolean(IsSettled) ?? false,
        row.GetInt64(Amount) ?? 0,
        JsonSerializer.Deserialize<string[]>(RowText.Read(row, Budgets)!)!) { ETag = row.ETag };
}
