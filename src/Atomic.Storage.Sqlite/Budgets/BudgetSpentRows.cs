using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.Budgets;

/// <summary>Gathers what the settlements of one group spent, so that a budget's row is written once per commit. Used by the writer's thread alone.</summary>
internal sealed class BudgetSpentRows : IGroupParticipant
{
    private const string WriteSpent =
        "INSERT INTO budget_spent(name, spent) VALUES($name, $spent) ON CONFLICT(name) DO UPDATE SET spent = excluded.spent";

    private readonly Dictionary<string, long> _spent = new(StringComparer.Ordinal);

    /// <summary>Takes what was spent of a budget in all.</summary>
    public void Set(string name, Int128 spent) => _spent[name] = (long)Int128.Min(spent, long.MaxValue);

    /// <inheritdoc/>
    public void BeforeCommit(IStatementCache statements)
    {
        foreach (var (name, spent) in _spent)
            statements.Get(WriteSpent).Set("$name", name).Set("$spent", spent).ExecuteNonQuery();
        _spent.Clear();
    }
}
