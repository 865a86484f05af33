using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.Budgets;

/// <summary>The tables of the budgets; amounts are in nano-dollars, times in milliseconds since 1970.</summary>
internal static class BudgetSchema
{
    /// <summary>The component.</summary>
    public static ComponentSchema Component { get; } = new(
        "budgets",
        [
            new Migration(
                1,
                "spent by budget, reservations and settlements by decision",
                """
                CREATE TABLE budget_spent(name TEXT PRIMARY KEY, spent INTEGER NOT NULL) WITHOUT ROWID;
                CREATE TABLE budget_reservations(decision TEXT PRIMARY KEY, kind TEXT NOT NULL, amount INTEGER NOT NULL) WITHOUT ROWID;
                CREATE TABLE budget_settled(decision TEXT PRIMARY KEY, spent INTEGER NOT NULL) WITHOUT ROWID;
                """),
            new Migration(
                2,
                "accounts by tenant, kind, batch and window; a reservation knows its scope and time",
                """
                CREATE TABLE budget_accounts(budget TEXT NOT NULL, tenant TEXT NOT NULL, kind TEXT NOT NULL, batch TEXT NOT NULL, period TEXT NOT NULL,
                    spent INTEGER NOT NULL, expires INTEGER, PRIMARY KEY(budget, tenant, kind, batch, period)) WITHOUT ROWID;
                CREATE INDEX budget_accounts_expires ON budget_accounts(expires) WHERE expires IS NOT NULL;
                INSERT INTO budget_accounts SELECT name, '', '', '', '', spent, NULL FROM budget_spent;
                DROP TABLE budget_spent;
                ALTER TABLE budget_reservations ADD COLUMN tenant TEXT;
                ALTER TABLE budget_reservations ADD COLUMN batch TEXT;
                ALTER TABLE budget_reservations ADD COLUMN at INTEGER;
                """),
        ]);
}
