using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.Budgets;

/// <summary>A decision's reservation as it stands now.</summary>
/// <param name="decisionId">The decision.</param>
/// <param name="reservation">What it has reserved; null: nothing.</param>
internal sealed class ReservationWrite(string decisionId, Reservation? reservation) : IDatabaseWrite
{
    /// <summary>Deletes a reservation.</summary>
    public const string Delete = "DELETE FROM budget_reservations WHERE decision = $id";

    private const string Write =
        "INSERT INTO budget_reservations(decision, kind, amount, tenant, batch, at) VALUES($id, $kind, $amount, $tenant, $batch, $at) " +
        "ON CONFLICT(decision) DO UPDATE SET kind = excluded.kind, amount = excluded.amount, tenant = excluded.tenant, batch = excluded.batch, at = excluded.at";

    /// <inheritdoc/>
    public void Apply(IStatementCache statements)
    {
        if (reservation is null)
        {
            statements.Get(Delete).Set("$id", decisionId).ExecuteNonQuery();
            return;
        }

        statements.Get(Write)
            .Set("$id", decisionId).Set("$kind", reservation.Scope.Kind).Set("$amount", reservation.Amount)
            .Set("$tenant", reservation.Scope.Tenant).Set("$batch", reservation.Scope.Batch).Set("$at", reservation.At?.ToUnixTimeMilliseconds())
            .ExecuteNonQuery();
    }
}
