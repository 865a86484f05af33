using Atomic.Orchestration.Budgets;
using Atomic.Storage.Azure.Tables;
using Azure.Data.Tables;

namespace Atomic.Storage.Azure.Budgets;

/// <summary>
/// The rows of the ledger that one transaction is about, as they were read, and what operations make of them. Pure but for reading and writing;
/// made anew for each try.
/// </summary>
/// <param name="accounts">The configured budgets; only their limits and kinds are used.</param>
internal sealed class LedgerPage(IReadOnlyList<BudgetAccount> accounts)
{
    private readonly Dictionary<string, BudgetSums> _sums = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DecisionRow> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DecisionRow> _now = new(StringComparer.Ordinal);
    private readonly HashSet<string> _touched = new(StringComparer.Ordinal);

    /// <summary>Reads what operations may touch: their decisions, and the budgets of their kinds and reservations.</summary>
    public async Task ReadAsync(TableClient table, IReadOnlyList<BudgetOperation> operations, CancellationToken cancellationToken)
    {
        var budgets = operations.SelectMany(operation => Of(operation)).Select(static account => account.Name).ToHashSet(StringComparer.Ordinal);
        var rows = await table.FindAllAsync(
            BudgetRows.Partition,
            operations.Select(static operation => operation.RowKey).Concat(budgets.Select(BudgetRows.BudgetKey)),
            cancellationToken);
        foreach (var operation in operations)
        {
            if (rows.TryGetValue(operation.RowKey, out var row))
                _read[operation.RowKey] = _now[operation.RowKey] = BudgetRows.ReadDecision(row);
        }

        // A reservation may be in budgets that are not configured any more.
        var former = _read.Values.Where(static row => !row.IsSettled).SelectMany(static row => row.Budgets).Except(budgets, StringComparer.Ordinal).ToList();
        var formerRows = former.Count == 0
            ? []
            : await table.FindAllAsync(BudgetRows.Partition, former.Select(BudgetRows.BudgetKey), cancellationToken);
        foreach (var name in budgets)
            _sums.Add(name, BudgetRows.ReadBudget(name, rows.GetValueOrDefault(BudgetRows.BudgetKey(name))));
        foreach (var name in former)
            _sums.Add(name, BudgetRows.ReadBudget(name, formerRows.GetValueOrDefault(BudgetRows.BudgetKey(name))));
    }

    /// <summary>Does an operation, unless its rows do not fit into the transaction any more.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="succeeded">False where a reservation is refused.</param>
    /// <returns>Whether it was done.</returns>
    public bool TryApply(BudgetOperation operation, out bool succeeded)
    {
        var touched = new HashSet<string>(_touched, StringComparer.Ordinal) { operation.RowKey };
        touched.UnionWith(Of(operation).Select(static account => BudgetRows.BudgetKey(account.Name)));
        touched.UnionWith(_now.GetValueOrDefault(operation.RowKey)?.Budgets.Select(BudgetRows.BudgetKey) ?? []);
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
            transaction.Replace(BudgetRows.Budget(sums), sums.ETag);
        foreach (var (rowKey, read) in _read.Where(read => !_now.ContainsKey(read.Key)))
            transaction.Delete(BudgetRows.Partition, rowKey, read.ETag!.Value);
        foreach (var (rowKey, now) in _now.Where(now => !ReferenceEquals(now.Value, _read.GetValueOrDefault(now.Key))))
            transaction.Replace(BudgetRows.Decision(rowKey, now), _read.GetValueOrDefault(rowKey)?.ETag);
        return transaction.Count == 0 || (await transaction.SubmitAsync(cancellationToken)).Result is RowTransactionResult.Committed;
    }

    private IEnumerable<BudgetAccount> Of(BudgetOperation operation) =>
        operation.Act is BudgetAct.Forget ? [] : accounts.Where(account => account.AppliesTo(operation.Kind));

    private bool Reserve(BudgetOperation operation)
    {
        if (_now.GetValueOrDefault(operation.RowKey) is { IsSettled: true })
            return operation.Amount == 0;
        Release(operation.RowKey);
        if (operation.Amount == 0)
            return true;
        BudgetAccount[] budgets = [.. Of(operation)];
        if (budgets.Any(account => account.Limit - _sums[account.Name].Spent - _sums[account.Name].Reserved < operation.Amount))
            return false;
        foreach (var account in budgets)
            Change(account.Name).Reserved += operation.Amount;
        _now[operation.RowKey] = new DecisionRow(false, operation.Amount, [.. budgets.Select(static account => account.Name)]);
        return true;
    }

    private bool Settle(BudgetOperation operation)
    {
        if (_now.GetValueOrDefault(operation.RowKey) is { IsSettled: true })
            return true;
        string[] budgets = [.. Of(operation).Select(static account => account.Name)];

        // Where no budget is for the kind, and none was, nothing is written.
        if (!Release(operation.RowKey) && budgets.Length == 0)
            return true;
        foreach (var name in budgets)
            Change(name).Spent += operation.Amount;
        _now[operation.RowKey] = new DecisionRow(true, operation.Amount, budgets);
        return true;
    }

    private bool Forget(BudgetOperation operation)
    {
        Release(operation.RowKey);
        _now.Remove(operation.RowKey);
        return true;
    }

    private bool Release(string rowKey)
    {
        if (_now.GetValueOrDefault(rowKey) is not { IsSettled: false } reserved)
            return false;
        foreach (var name in reserved.Budgets)
            Change(name).Reserved -= reserved.Amount;
        _now.Remove(rowKey);
        return true;
    }

    private BudgetSums Change(string name)
    {
        var sums = _sums[name];
        sums.IsChanged = true;
        return sums;
    }
}
