using Atomic.Core.Errors;
using Atomic.Orchestration.Budgets;
using Atomic.Orchestration.Ports;
using Atomic.Storage.Sqlite.Database;
using Atomic.Storage.Sqlite.Deliveries;

namespace Atomic.Storage.Sqlite.Budgets;

/// <summary>
/// The budgets. One process owns the file, so that the sums in memory are what counts, exact under one lock. What was spent stays with a budget's
/// name when its limit changes; reservations count in whatever budgets are configured for their scope. Where no budget is for a scope, nothing is
/// written. A decision that is settled reserves nothing any more.
/// </summary>
public sealed class SqliteBudgetStore : IBudgetStore
{
    private const string FindSettled = "SELECT 1 FROM budget_settled WHERE decision = $id";

    private readonly Lock _gate = new();
    private readonly IAtomicDatabase _database;
    private readonly BudgetLedger _ledger;
    private readonly TimeProvider _time;
    private readonly SeenIds _settled;
    private readonly AccountRows _rows = new();

    private SqliteBudgetStore(IAtomicDatabase database, BudgetLedger ledger, TimeProvider time)
    {
        (_database, _ledger, _time) = (database, ledger, time);
        _settled = new SeenIds(database, FindSettled);
        database.Join(_rows);
    }

    /// <summary>Loads the sums and the reservations. One store per database.</summary>
    /// <param name="database">Opened with <see cref="SqliteStores.Schemas"/>.</param>
    /// <param name="options">The budgets.</param>
    /// <param name="time">The clock of the windows.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidConfiguration"/> where a budget has no name, another's name, or no usable limit.</exception>
    public static async Task<SqliteBudgetStore> OpenAsync(
        IAtomicDatabase database, IReadOnlyList<BudgetOptions> options, TimeProvider time, CancellationToken cancellationToken)
    {
        var ledger = new BudgetLedger(options);
        await database.ReadAsync(statements => LedgerReader.Read(statements, ledger, time.GetUtcNow()), cancellationToken);
        return new SqliteBudgetStore(database, ledger, time);
    }

    /// <inheritdoc/>
    public ValueTask<BudgetState?> GetTightestAsync(BudgetScope scope, CancellationToken cancellationToken)
    {
        if (!_ledger.AppliesTo(scope))
            return default;
        lock (_gate)
            return ValueTask.FromResult(_ledger.Tightest(scope, _time.GetUtcNow()));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BudgetState>> ListAsync(string? tenant, CancellationToken cancellationToken)
    {
        lock (_gate)
            return ValueTask.FromResult(_ledger.List(tenant, _time.GetUtcNow(), BudgetListing.MostAccounts));
    }

    /// <inheritdoc/>
    /// <remarks>False also where the decision is settled. Where it returns false, a former reservation of the decision is released.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative or no finite number.</exception>
    public async ValueTask<bool> TryReserveAsync(string decisionId, BudgetScope scope, double amountUsd, CancellationToken cancellationToken)
    {
        var amount = NanoDollars.Up(amountUsd);
        if (!_ledger.AppliesTo(scope) || (amount == 0 && !HasReservation(decisionId)))
            return true;
        scope.RequireKeys();
        var reserved = false;
        await _settled.UnlessSeenAsync(
            decisionId,
            () => HasReservation(decisionId),
            () =>
            {
                reserved = Replace(decisionId, scope, amount);
                return null;
            },
            cancellationToken);
        return reserved || amount == 0;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative or no finite number.</exception>
    public async ValueTask SettleAsync(string decisionId, BudgetScope scope, double spentUsd, CancellationToken cancellationToken)
    {
        var spent = NanoDollars.Up(spentUsd);
        if (!_ledger.AppliesTo(scope) && !HasReservation(decisionId))
            return;
        scope.RequireKeys();
        await _settled.UnlessSeenAsync(decisionId, () => HasReservation(decisionId), () => Book(decisionId, scope, spent), cancellationToken);
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

    private bool Replace(string decisionId, BudgetScope scope, long amount)
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            Sweep(now);
            var released = _ledger.Release(decisionId);
            var reservation = amount == 0 ? null : _ledger.TryReserve(decisionId, scope, amount, now);
            if (released is not null || reservation is not null)
                _database.Enqueue(new ReservationWrite(decisionId, reservation));
            return amount == 0 || reservation is not null;
        }
    }

    private long? Book(string decisionId, BudgetScope scope, long spent)
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            var at = _ledger.Release(decisionId)?.At ?? now;
            return _database.Enqueue(new SettlementWrite(_rows, decisionId, spent, _ledger.Book(scope, spent, at, now)));
        }
    }

    private void Sweep(DateTimeOffset now)
    {
        if (_ledger.Sweep(now))
            _database.Enqueue(new ExpiryWrite(now));
    }
}
