using Atomic.Core.Errors;
using Atomic.Orchestration.Budgets;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.State;
using Atomic.Storage.Azure.Connection;
using Atomic.Storage.Azure.Tables;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace Atomic.Storage.Azure.Budgets;

/// <summary>
/// The budgets. Table <c>Budgets</c>, PartitionKey <c>ledger</c>, rows as <see cref="BudgetRows"/> says; amounts are whole nano-dollars.
/// <para>
/// Written atomically: the sums of every account that a reservation or settlement counts in, under their ETags, and the decision's row. So a budget is never
/// overspent and a decision is booked once, whichever instances reckon. That is why all of them are in one partition: a budget for every kind is in each
/// transaction anyway. Operations of one process share transactions.
/// </para>
/// <para>
/// What was spent stays with a budget's name when its limit changes. A reservation counts in the accounts of the budgets that were configured when it was
/// made, and is released from those; what it cost is booked into the windows of that time. Accounts whose window has ended are deleted by the purge. A decision that is settled reserves nothing any more.
/// </para>
/// </summary>
public sealed class AzureBudgetStore : IBudgetStore
{
    /// <summary>The table's name without the prefix.</summary>
    public const string TableName = "Budgets";

    /// <summary>The most budgets that can be configured: their rows and those of a reservation that was made under others are one transaction.</summary>
    public const int MaxBudgets = 45;

    private const int MaxDecisions = RowTransaction.MaxRows - MaxBudgets;

    private readonly TableClient _table;
    private readonly IReadOnlyList<Budget> _budgets;
    private readonly TimeProvider _time;
    private readonly Contention _contention;
    private readonly Coalescer<BudgetOperation, bool> _coalescer;

    /// <summary>Checks the budgets.</summary>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidConfiguration"/> where one has no name, another's name, or no usable limit, or there are too many.</exception>
    internal AzureBudgetStore(AzureStorageConnection connection, IReadOnlyList<BudgetOptions> options, TimeProvider time, ILogger log)
    {
        if (options.Count > MaxBudgets)
            throw new AtomicException(ErrorCodes.InvalidConfiguration, $"There are {options.Count} budgets; Azure Tables reserves in at most {MaxBudgets} at once: configure fewer.");
        _table = connection.Table(TableName);
        _time = time;
        _budgets = Budget.OfAll(options);
        _contention = new Contention("budgets", log);
        _coalescer = new(static waiting => Math.Min(waiting.Count, MaxDecisions), CommitAsync);
    }

    /// <inheritdoc/>
    public async ValueTask<BudgetState?> GetTightestAsync(BudgetScope scope, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        BudgetAccount[] accounts = [.. _budgets.Where(budget => budget.AppliesTo(scope)).Select(budget => budget.AccountOf(scope, now))];
        await ReadAsync(accounts, cancellationToken);
        return accounts.MinBy(static account => account.Left)?.ToState();
    }

    /// <inheritdoc/>
    /// <remarks>Beyond 1,000 accounts those of the lowest keys are listed.</remarks>
    public async ValueTask<IReadOnlyList<BudgetState>> ListAsync(string? tenant, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var kept = new List<BudgetAccount>();
        if (_budgets.Count > 0)
        {
            await foreach (var row in _table.RangeAsync(BudgetRows.Partition, $"{BudgetRows.AccountPrefix}:", TableKey.After(BudgetRows.AccountPrefix), cancellationToken))
            {
                if (kept.Count < BudgetListing.MostAccounts && AccountOf(row) is { } account && (account.Reserved != 0 || account.IsPresent(now)) && (tenant is null || account.Tenant is null || account.Tenant == tenant))
                    kept.Add(account);
            }
        }

        // Those of the budgets that have one account; the keys of the others are in the range above.
        BudgetAccount[] only = [.. _budgets.Select(budget => budget.StandingAccount(tenant, now)).OfType<BudgetAccount>().Where(static account => account.Key.IsOnly)];
        await ReadAsync(only, cancellationToken);
        return BudgetListing.Of(_budgets, kept.Concat(only), tenant, now, BudgetListing.MostAccounts);
    }

    /// <inheritdoc/>
    /// <remarks>False also where the decision is settled. Where it returns false, a former reservation of the decision is released.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative or no finite number.</exception>
    public async ValueTask<bool> TryReserveAsync(string decisionId, BudgetScope scope, double amountUsd, CancellationToken cancellationToken)
    {
        var amount = NanoDollars.Up(amountUsd);
        if (!_budgets.Any(budget => budget.AppliesTo(scope)))
            return true;
        return await RunAsync(new BudgetOperation(BudgetAct.Reserve, decisionId, scope, amount, _time.GetUtcNow()), cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative or no finite number.</exception>
    public async ValueTask SettleAsync(string decisionId, BudgetScope scope, double spentUsd, CancellationToken cancellationToken) =>
        await RunAsync(new BudgetOperation(BudgetAct.Settle, decisionId, scope, NanoDollars.Up(spentUsd), _time.GetUtcNow()), cancellationToken);

    /// <summary>Releases what a decision still holds and deletes its row; again changes nothing.</summary>
    /// <param name="decisionId">The microtask's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal Task ForgetAsync(string decisionId, CancellationToken cancellationToken) =>
        RunAsync(new BudgetOperation(BudgetAct.Forget, decisionId, new BudgetScope("", "", null), 0, _time.GetUtcNow()), cancellationToken);

    /// <summary>Deletes accounts that have expired, 1,000 at most; what is used meanwhile stays.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var over = new List<TableEntity>();
        await foreach (var row in _table.RangeAsync(BudgetRows.Partition, $"{BudgetRows.AccountPrefix}:", TableKey.After(BudgetRows.AccountPrefix), cancellationToken))
        {
            if (over.Count < BudgetListing.MostAccounts && BudgetRows.IsOver(row, now))
                over.Add(row);
        }

        foreach (var rows in over.Chunk(RowTransaction.MaxRows))
        {
            var transaction = new RowTransaction(_table);
            foreach (var row in rows)
                transaction.Delete(BudgetRows.Partition, row.RowKey, row.ETag);
            await transaction.SubmitAsync(cancellationToken);
        }
    }

    private Task<bool> RunAsync(BudgetOperation operation, CancellationToken cancellationToken)
    {
        StoredText.RequireKey(operation.DecisionId);
        operation.Scope.RequireKeys();
        return _coalescer.RunAsync(BudgetRows.Partition, operation, cancellationToken);
    }

    private BudgetAccount? AccountOf(TableEntity row)
    {
        if (BudgetRows.ReadKey(row) is not { } key || _budgets.FirstOrDefault(budget => budget.Name == key.Budget)?.Find(key) is not { } account)
            return null;
        var sums = BudgetRows.ReadSums(row.RowKey, row);
        (account.Spent, account.Reserved) = (sums.Spent, sums.Reserved);
        return account;
    }

    private async Task ReadAsync(BudgetAccount[] accounts, CancellationToken cancellationToken)
    {
        var rows = await _table.FindAllAsync(BudgetRows.Partition, accounts.Select(static account => BudgetRows.AccountKey(account.Key)), cancellationToken);
        foreach (var account in accounts)
        {
            var key = BudgetRows.AccountKey(account.Key);
            var sums = BudgetRows.ReadSums(key, rows.GetValueOrDefault(key));
            (account.Spent, account.Reserved) = (sums.Spent, sums.Reserved);
        }
    }

    private async Task<IReadOnlyList<bool>> CommitAsync(string partition, IReadOnlyList<BudgetOperation> operations)
    {
        var results = new List<bool>(operations.Count);
        while (results.Count < operations.Count)
        {
            BudgetOperation[] rest = [.. operations.Skip(results.Count)];
            results.AddRange(await _contention.RunAsync(() => TryCommitAsync(rest), CancellationToken.None));
        }

        return results;
    }

    // The first of the operations, as many as one transaction takes; null where a row had changed.
    private async Task<List<bool>?> TryCommitAsync(BudgetOperation[] operations)
    {
        var page = new LedgerPage(_budgets);
        await page.ReadAsync(_table, operations, CancellationToken.None);
        var results = new List<bool>(operations.Length);
        foreach (var operation in operations)
        {
            if (!page.TryApply(operation, out var succeeded))
                break;
            results.Add(succeeded);
        }

        return await page.WriteAsync(_table, CancellationToken.None) ? results : null;
    }
}
