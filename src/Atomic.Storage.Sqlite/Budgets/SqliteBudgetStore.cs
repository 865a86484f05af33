using Atomic.Core.Errors;
using Atomic.Orchestration.Budgets;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.State;
using Atomic.Storage.Sqlite.Database;
using Atomic.Storage.Sqlite.Deliveries;

namespace Atomic.Storage.Sqlite.Budgets;

/// <summary>
/// The budgets. One process owns the file, so that the sums in memory are what counts, exact under one lock. What was spent stays with a budget's
/// name when its limit changes; reservations count in whatever budgets are configured for their kind. Where no budget is for a kind, nothing is
/// written. A decision that is settled reserves nothing any more.
/// </summary>
public sealed class SqliteBudgetStore : IBudgetStore
{
    private const string FindSettled = "SELECT 1 FROM budget_settled WHERE decision = $id";
    private const string ReadSpent = "SELECT name, spent FROM budget_spent";
    private const string ReadReservations = "SELECT decision, kind, amount FROM budget_reservations";

    private readonly Lock _gate = new();
    private readonly IAtomicDatabase _database;
    private readonly BudgetLedger _ledger;
    private readonly SeenIds _settled;
    private readonly BudgetSpentRows _rows = new();

    private SqliteBudgetStore(IAtomicDatabase database, BudgetLedger ledger)
    {
        (_database, _ledger) = (database, ledger);
        _settled = new SeenIds(database, FindSettled);
        database.Join(_rows);
    }

    /// <summary>Loads the sums and the reservations. One store per database.</summary>
    /// <param name="database">Opened with <see cref="SqliteStores.Schemas"/>.</param>
    /// <param name="options">The budgets.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidConfiguration"/> where a budget has no name, another's name, or no usable limit.</exception>
    public static async Task<SqliteBudgetStore> OpenAsync(
        IAtomicDatabase database, IReadOnlyList<BudgetOptions> options, CancellationToken cancellationToken)
    {
        var ledger = new BudgetLedger(options);
        await database.ReadAsync(statements => Load(statements, ledger), cancellationToken);
        return new SqliteBudgetStore(database, ledger);
    }

    /// <inheritdoc/>
    public ValueTask<BudgetState?> GetTightestAsync(string kind, CancellationToken cancellationToken)
    {
        lock (_gate)
            return ValueTask.FromResult(_ledger.Of(kind).MinBy(static account => account.Left)?.ToState());
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BudgetState>> ListAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            return ValueTask.FromResult<IReadOnlyList<BudgetState>>([.. _ledger.Accounts.Select(static account => account.ToState())]);
    }

    /// <inheritdoc/>
    /// <remarks>False also where the decision is settled. Where it returns false, a former reservation of the decision is released.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative or no finite number.</exception>
    public async ValueTask<bool> TryReserveAsync(string decisionId, string kind, double amountUsd, CancellationToken cancellationToken)
    {
        var amount = NanoDollars.Up(amountUsd);
        if (!_ledger.AppliesTo(kind) || (amount == 0 && !HasReservation(decisionId)))
            return true;
        StoredText.RequireKey(kind);
        var reserved = false;
        await _settled.UnlessSeenAsync(
            decisionId,
            () => HasReservation(decisionId),
            () =>
            {
                reserved = Replace(decisionId, kind, amount);
                return null;
            },
            cancellationToken);
        return reserved || amount == 0;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative or no finite number.</exception>
    public async ValueTask SettleAsync(string decisionId, string kind, double spentUsd, CancellationToken cancellationToken)
    {
        var spent = NanoDollars.Up(spentUsd);
        if (_ledger.AppliesTo(kind) || HasReservation(decisionId))
            await _settled.UnlessSeenAsync(decisionId, () => HasReservation(decisionId), () => Book(decisionId, kind, spent), cancellationToken);
    }

    /// <summary>Releases what decisions that are being purged still hold; their rows are deleted by the purge's write.</summary>
    internal void Forget(IReadOnlyList<string> decisionIds)
    {
        lock (_gate)
        {
            foreach (var decisionId in decisionIds)
                _ledger.Release(decisionId);
        }
    }

    private bool HasReservation(string decisionId)
    {
        lock (_gate)
            return _ledger.HasReservation(decisionId);
    }

    private bool Replace(string decisionId, string kind, long amount)
    {
        lock (_gate)
        {
            var released = _ledger.Release(decisionId);
            var reserved = amount == 0 || _ledger.TryReserve(decisionId, kind, amount);
            if (released || (reserved && amount > 0))
                _database.Enqueue(new ReservationWrite(decisionId, kind, reserved ? amount : 0));
            return reserved;
        }
    }

    private long? Book(string decisionId, string kind, long spent)
    {
        lock (_gate)
        {
            _ledger.Release(decisionId);
            var accounts = _ledger.Of(kind).ToArray();
            foreach (var account in accounts)
                account.Spent += spent;
            return _database.Enqueue(
                new SettlementWrite(_rows, decisionId, spent, [.. accounts.Select(static account => (account.Name, account.Spent))]));
        }
    }

    private static bool Load(IStatementCache statements, BudgetLedger ledger)
    {
        using (var reader = statements.Get(ReadSpent).ExecuteReader())
        {
            while (reader.Read())
            {
                var name = reader.GetString(0);
                if (ledger.Accounts.FirstOrDefault(account => account.Name == name) is { } account)
                    account.Spent = reader.GetInt64(1);
            }
        }

        using var reservations = statements.Get(ReadReservations).ExecuteReader();
        while (reservations.Read())
            ledger.Restore(reservations.GetString(0), reservations.GetString(1), reservations.GetInt64(2));
        return true;
    }
}
