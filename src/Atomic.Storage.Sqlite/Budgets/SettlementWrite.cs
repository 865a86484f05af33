using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.Budgets;

/// <summary>A decision's settlement: its id and the end of its reservation now, the accounts' sums at the end of the group, in the same transaction.</summary>
internal sealed class SettlementWrite(AccountRows rows, string decisionId, long spent, AccountSum[] sums) : IDatabaseWrite
{
    private const string WriteSettled = "INSERT INTO budget_settled(decision, spent) VALUES($id, $spent) ON CONFLICT(decision) DO NOTHING";

    /// <inheritdoc/>
    public void Apply(IStatementCache statements)
    {
        statements.Get(ReservationWrite.Delete).Set("$id", decisionId).ExecuteNonQuery();
        statements.Get(WriteSettled).Set("$id", decisionId).Set("$spent", spent).ExecuteNonQuery();
        foreach (var sum in sums)
            rows.Set(sum);
    }
}
