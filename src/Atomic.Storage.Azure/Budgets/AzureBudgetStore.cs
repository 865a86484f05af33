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
/// Written atomically: the sums of every budget that a reservation or settlement counts in, under their ETags, and the decision's row. So a budget is never
/// overspent and a decision is booked once, whichever instances reckon. That is why all of them are in one partition: a budget for every kind is in each
/// transaction anyway. Operations of one process share transactions.
/// </para>
/// <para>
/// What was spent stays with a budget's name when its limit changes. A reservation counts in the budgets that were configured when it was made, and is
/// released from those. A decision that is settled reserves nothing any more.
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
    private readonly IReadOnlyList<BudgetOptions> _options;
    private readonly IReadOnlyList<BudgetAccount> _accounts;
    private readonly Contention _contention;
    private readonly Coalescer<BudgetOperation, bool> _coalescer;

    /// <summary>Checks the budgets.</summary>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidConfiguration"/> where one has no name, another's name, or no usable limit, or there are too many.</exception>
    internal AzureBudgetStore(AzureStorageConnection connection, IReadOnlyList<BudgetOptions> options, ILogger log)
    {
        if (options.Count > MaxBudgets)
            throw new AtomicException(ErrorCodes.InvalidConfiguration, $"There are {options.Count} budgets; Azure Tables reserves in at most {MaxBudgets} at once: configure fewer.");
        _table = connection.Table(TableName);
        _options = options;
        _accounts = BudgetAccount.OfAll(options);
        _contention = new Contention("budgets", log);
        _coalescer = new(static waiting => Math.Min(waiting.Count, MaxDecisions), CommitAsync);
    }

    /// <inheritdoc/>
    public async ValueTask<BudgetState?> GetTightestAsync(string kind, CancellationToken cancellationToken) =>
        (await ReadAsync(budget => string.IsNullOrEmpty(budget.Kind) || budget.Kind == kind, cancellationToken)).MinBy(static account => account.Left)?.ToState();

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<BudgetState>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await ReadAsync(static _ => true, cancellationToken)).Select(static account => account.ToState())];

    /// <inheritdoc/>
    /// <remarks>False also where the decision is settled. Where it returns false, a former reservation of the decision is released.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative or no finite number.</exception>
    public async ValueTask<bool> TryReserveAsync(string decisionId, string kind, double amountUsd, CancellationToken cancellationToken)
    {
        var amount = NanoDollars.Up(amountUsd);
        if (!_accounts.Any(account => account.AppliesTo(kind)))
            return true;
        return await RunAsync(new BudgetOperation(BudgetAct.Reserve, decisionId, kind, amount), cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative or no finite number.</exception>
    public async ValueTask SettleAsync(string decisionId, string kind, double spentUsd, CancellationToken cancellationToken) =>
        await RunAsync(new BudgetOperation(BudgetAct.Settle, decisionId, kind, NanoDollars.Up(spentUsd)), cancellationToken);

    /// <summary>Releases what a decision still holds and deletes its row; again changes nothing.</summary>
    /// <param name="decisionId">The microtask's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal Task ForgetAsync(string decisionId, CancellationToken cancellationToken) =>
        RunAsync(new BudgetOperation(BudgetAct.Forget, decisionId, "", 0), cancellationToken);

    private Task<bool> RunAsync(BudgetOperation operation, CancellationToken cancellationToken)
    {
        StoredText.RequireKey(operation.DecisionId);
        StoredText.RequireKey(operation.Kind);
        return _coalescer.RunAsync(BudgetRows.Partition, operation, cancellationToken);
    }

    // Accounts are made anew, since what is read belongs to this call alone.
    private async Task<List<BudgetAccount>> ReadAsync(Func<BudgetOptions, bool> choose, CancellationToken cancellationToken)
    {
        var accounts = _options.Where(choose).Select(static budget => new BudgetAccount(budget)).ToList();
        var rows = await _table.FindAllAsync(BudgetRows.Partition, accounts.Select(static account => BudgetRows.BudgetKey(account.Name)), cancellationToken);
        foreach (var account in accounts)
        {
            var sums = BudgetRows.ReadBudget(account.Name, rows.GetValueOrDefault(BudgetRows.BudgetKey(account.Name)));
            (account.Spent, account.Reserved) = (sums.Spent, sums.Reserved);
        }

        return accounts;
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
        var page = new LedgerPage(_accounts);
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
