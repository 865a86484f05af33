using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.Budgets;

/// <summary>Deletes the accounts that have expired.</summary>
/// <param name="now">The moment.</param>
internal sealed class ExpiryWrite(DateTimeOffset now) : IDatabaseWrite
{
    /// <inheritdoc/>
    public void Apply(IStatementCache statements) => statements.Get(AccountRows.DeleteExpired).Set("$now", now.ToUnixTimeMilliseconds()).ExecuteNonQuery();
}
