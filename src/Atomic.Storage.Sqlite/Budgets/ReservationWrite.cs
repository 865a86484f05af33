using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.Budgets;

/// <summary>A decision's reservation as it stands now; an amount of 0 is none.</summary>
internal sealed class ReservationWrite(string decisionId, string kind, long amount) : IDatabaseWrite
{
    /// <summary>Deletes a reservation.</summary>
    public const string Delete = "DELETE FROM budget_reservations WHERE decision = $id";

    private const string Write =
        "INSERT INTO budget_reservations(decision, kind, amount) VALUES($id, $kind, $amount) " +
        "ON CONFLICT(decision) DO UPDATE SET kind = excluded.kind, amount = excluded.amount";

    /// <inheritdoc/>
    public void Apply(IStatementCache statements)
    {
        if (amount == 0)
            statements.Get(Delete).Set("$id", decisionId).ExecuteNonQuery();
        else
            statements.Get(Write).Set("$id", decisionId).Set("$kind", kind).Set("$amount", amount).ExecuteNonQuery();
    }
}
