using Atomic.Storage.Sqlite.Budgets;
using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.Purge;

/// <inheritdoc/>
internal sealed class StatePurge(SqliteBudgetStore budgets) : IStatePurge
{
    /// <inheritdoc/>
    public IDatabaseWrite WriteFor(IReadOnlyList<string> microtaskIds, DateTimeOffset olderThan)
    {
        budgets.Forget(microtaskIds);
        return new StatePurgeWrite(microtaskIds, olderThan.ToUnixTimeMilliseconds());
    }
}
