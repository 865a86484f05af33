using Atomic.Orchestration.Budgets;
using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.Budgets;

/// <summary>Gathers what the settlements of one group spent, so that an account's row is written once per commit. Used by the writer's thread alone.</summary>
internal sealed class AccountRows : IGroupParticipant
{
    /// <summary>Deletes accounts that have expired.</summary>
    public const string DeleteExpired = "DELETE FROM budget_accounts WHERE expires <= $now";

    private const string Write =
        "INSERT INTO budget_accounts(budget, tenant, kind, batch, period, spent, expires) VALUES($budget, $tenant, $kind, $batch, $period, $spent, $expires) " +
        "ON CONFLICT(budget, tenant, kind, batch, period) DO UPDATE SET spent = excluded.spent, expires = excluded.expires";

    private readonly Dictionary<AccountKey, AccountSum> _sums = [];

    /// <summary>Takes what was spent from an account in all.</summary>
    public void Set(AccountSum sum) => _sums[sum.Key] = sum;

    /// <inheritdoc/>
    public void BeforeCommit(IStatementCache statements)
    {
        foreach (var (key, sum) in _sums)
        {
            statements.Get(Write)
                .Set("$budget", key.Budget).Set("$tenant", key.Tenant).Set("$kind", key.Kind).Set("$batch", key.Batch).Set("$period", key.Period)
                .Set("$spent", (long)Int128.Min(sum.Spent, long.MaxValue)).Set("$expires", sum.ExpiresAt?.ToUnixTimeMilliseconds())
                .ExecuteNonQuery();
        }

        _sums.Clear();
    }
}
