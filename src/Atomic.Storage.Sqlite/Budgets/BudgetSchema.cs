using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.Budgets;

/// <summary>The tables of the budgets; amounts are in nano-dollars.</summary>
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
        ]);
}
