using Atomic.Orchestration.Budgets;
using Atomic.Orchestration.Ports;
using Atomic.Storage.Sqlite.Database;
using Microsoft.Data.Sqlite;

namespace Atomic.Storage.Sqlite.Budgets;

/// <summary>Loads the ledger from the file.</summary>
internal static class LedgerReader
{
    private const string ReadAccounts =
        "SELECT budget, tenant, kind, batch, period, spent, expires FROM budget_accounts WHERE expires IS NULL OR expires > $now";

    private const string FindExpired = "SELECT 1 FROM budget_accounts WHERE expires <= $now LIMIT 1";
    private const string ReadReservations = "SELECT decision, kind, amount, tenant, batch, at FROM budget_reservations";

    /// <summary>Takes back what earlier runs spent and reserved.</summary>
    public static bool Read(IStatementCache statements, BudgetLedger ledger, DateTimeOffset now)
    {
        ledger.HasExpiredRows = statements.Get(FindExpired).Set("$now", now.ToUnixTimeMilliseconds()).ExecuteScalar() is not null;
        using (var accounts = statements.Get(ReadAccounts).Set("$now", now.ToUnixTimeMilliseconds()).ExecuteReader())
        {
            while (accounts.Read())
            {
                var key = new AccountKey(accounts.GetString(0), accounts.GetString(1), accounts.GetString(2), accounts.GetString(3), accounts.GetString(4));
                ledger.Restore(key, accounts.GetInt64(5), TimeOf(accounts, 6));
            }
        }

        using var reservations = statements.Get(ReadReservations).ExecuteReader();
        while (reservations.Read())
        {
            var scope = new BudgetScope(TextOf(reservations, 3) ?? "", reservations.GetString(1), TextOf(reservations, 4));
            ledger.Restore(new Reservation(reservations.GetString(0), scope, reservations.GetInt64(2), TimeOf(reservations, 5)));
        }

        return true;
    }

    private static string? TextOf(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? TimeOf(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
