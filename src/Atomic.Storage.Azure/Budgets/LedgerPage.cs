using Atomic.Orchestration.Budgets;
using Atomic.Storage.Azure.Tables;
using Azure.Data.Tables;

namespace Atomic.Storage.Azure.Budgets;

/// <summary>
/// The rows of the ledger that one transaction is about, as they were read, and what operations make of them. Pure but for reading and writing;
/// made anew for each try.
/// </summary>
/// <param name="configured">The configured budgets.</param>
internal sealed class LedgerPage(IReadOnlyList<Budget> configured)
{
    private readonly Dictionary<string, BudgetSums> _sums = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DecisionRow> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DecisionRow> _now = new(StringComparer.Ordinal);
    private readonly HashSet<string> _touched = new(StringComparer.Ordinal);

    /// <summary>Reads what operations may touch: their decisions, and the accounts of their scopes and reservations.</summary>
    public async Task ReadAsync(TableClient table, IReadOnlyList<BudgetOperation> operations, CancellationToken cancellationToken)
    {
        var accounts = operations.SelectMany(operation => Of(operation, operation.At)).ToHashSet(StringComparer.Ordinal);
        var rows = await table.FindAllAsync(BudgetRows.Partition, operations.Select(static operation => operation.RowKey).Concat(accounts), cancellationToken);
        foreach (var operation in operations)
        {
            if (rows.TryGetValue(operation.RowKey, out var row))
                _read[operation.RowKey] = _now[operation.RowKey] = BudgetRows.ReadDecision(row);
        }

        // A reservation may be in accounts of a window that has ended, or of budgets that are not configured any more.
        var former = operations.SelectMany(FormerOf).Distinct(StringComparer.Ordinal).Except(accounts, StringComparer.Ordinal).ToList();
        var formerRows = former.Count == 0 ? [] : await table.FindAllAsync(BudgetRows.Partition, former, cancellationToken);
        foreach (var rowKey in accounts)
            _sums.Add(rowKey, BudgetRows.ReadSums(rowKey, rows.GetValueOrDefault(rowKey)));
        foreach (var rowKey in former)
            _sums.Add(rowKey, BudgetRows.ReadSums(rowKey, formerRows.GetValueOrDefault(rowKey)));
    }

    /// <summary>Does an operation, unless its rows do not fit into the transaction any more.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="succeeded">False where a reservation is refused.</param>
    /// <returns>Whether it was done.</returns>
    public bool TryApply(BudgetOperation operation, out bool succeeded)
    {
        var touched = new HashSet<string>(_touched, StringComparer.Ordinal) { operation.RowKey };
        touched.UnionWith(Of(operation, operation.At));
        touched.UnionWith(FormerOf(operation));
        succeeded = true;
        if (_touched.Count > 0 && touched.Count > RowTransaction.MaxRows)
            return false;
        _touched.UnionWith(touched);
        succeeded = operation.Act switch
        {
            BudgetAct.Reserve => Reserve(operation),
            BudgetAct.Settle => Settle(operation),
            _ => Forget(operation),
        };
        return true;
    }

    /// <summary>Writes what changed, all or nothing.</summary>
    /// <returns>Whether it was written: false where a row had changed.</returns>
    public async Task<bool> WriteAsync(TableClient table, CancellationToken cancellationToken)
    {
        var transaction = new RowTransaction(table);
        foreach (var sums in _sums.Values.Where(static sums => sums.IsChanged))
            transaction.Replace(BudgetRows.Account(sums), sums.Row?.ETag);
        foreach (var (rowKey, read) in _read.Where(read => !_now.ContainsKey(read.Key)))
            transaction.Delete(BudgetRows.Partition, rowKey, read.ETag!.Value);
        foreach (var (rowKey, now) in _now.Where(now => !ReferenceEquals(now.Value, _read.GetValueOrDefault(now.Key))))
            transaction.Replace(BudgetRows.Decision(rowKey, now), _read.GetValueOrDefault(rowKey)?.ETag);
        return transaction.Count == 0 || (await transaction.SubmitAsync(cancellationToken)).Result is RowTransactionResult.Committed;
    }

    private IEnumerable<BudgetAccount> AccountsOf(BudgetOperation operation, DateTimeOffset at) => operation.Act is BudgetAct.Forget
        ? []
        : configured.Where(budget => budget.AppliesTo(operation.Scope)).Select(budget => budget.AccountOf(operation.Scope, at));

    private IEnumerable<string> Of(BudgetOperation operation, DateTimeOffset at) =>
        AccountsOf(operation, at).Select(static account => BudgetRows.AccountKey(account.Key));

    // What a reservation is released from, and what its settlement is booked into.
    private IEnumerable<string> FormerOf(BudgetOperation operation)
    {
        if (_now.GetValueOrDefault(operation.RowKey) is not { IsSettled: false } reserved)
            return [];
        return operation.Act is BudgetAct.Settle && reserved.At is { } at ? reserved.Accounts.Concat(Of(operation, at)) : reserved.Accounts;
    }

    private bool Reserve(BudgetOperation operation)
    {
        if (_now.GetValueOrDefault(operation.RowKey) is { IsSettled: true })
            return operation.Amount == 0;
        Release(operation.RowKey);
        if (operation.Amount == 0)
            return true;
        BudgetAccount[] accounts = [.. AccountsOf(operation, operation.At)];
        foreach (var account in accounts)
        {
            var sums = _sums[BudgetRows.AccountKey(account.Key)];
            if (account.Budget.Limit - sums.Spent - sums.Reserved < operation.Amount)
                return false;
        }

        foreach (var account in accounts)
            Change(account, operation.At).Reserved += operation.Amount;
        _now[operation.RowKey] = new DecisionRow(false, operation.Amount, [.. accounts.Select(static account => BudgetRows.AccountKey(account.Key))], operation.At);
        return true;
    }

    private bool Settle(BudgetOperation operation)
    {
        if (_now.GetValueOrDefault(operation.RowKey) is { IsSettled: true })
            return true;
        var released = Release(operation.RowKey);
        var at = released?.At ?? operation.At;
        BudgetAccount[] accounts = [.. AccountsOf(operation, at)];

        // Where no budget is for the scope, and none was, nothing is written.
        if (released is null && accounts.Length == 0)
            return true;
        foreach (var account in accounts)
            Change(account, operation.At).Spent += operation.Amount;
        _now[operation.RowKey] = new DecisionRow(true, operation.Amount, [.. accounts.Select(static account => BudgetRows.AccountKey(account.Key))], at);
        return true;
    }

    private bool Forget(BudgetOperation operation)
    {
        Release(operation.RowKey);
        _now.Remove(operation.RowKey);
        return true;
    }

    private DecisionRow? Release(string rowKey)
    {
        if (_now.GetValueOrDefault(rowKey) is not { IsSettled: false } reserved)
            return null;
        foreach (var account in reserved.Accounts)
        {
            _sums[account].Reserved -= reserved.Amount;
            _sums[account].IsChanged = true;
        }

        _now.Remove(rowKey);
        return reserved;
    }

    private BudgetSums Change(BudgetAccount account, DateTimeOffset at)
    {
        account.BookedAt = at;
        var sums = _sums[BudgetRows.AccountKey(account.Key)];
        (sums.Account, sums.IsChanged) = (account, true);
        return sums;
    }
}
