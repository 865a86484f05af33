using Atomic.Core.Errors;
using Atomic.Orchestration.Budgets;
using Atomic.Orchestration.Ports;

namespace Atomic.Storage.Sqlite.Budgets;

/// <summary>The sums of all accounts and the reservations that they are made of. Not thread-safe: the store locks.</summary>
internal sealed class BudgetLedger
{
    /// <summary>The most accounts at once, some hundred bytes each. Kinds and batches come from callers, so that there is no end to them.</summary>
    public const int MostAccounts = 100_000;

    private static readonly TimeSpan s_betweenSweeps = TimeSpan.FromMinutes(1);

    private readonly int _mostAccounts;
    private readonly Dictionary<AccountKey, BudgetAccount> _accounts = [];
    private readonly Dictionary<string, Reservation> _reservations = new(StringComparer.Ordinal);
    private DateTimeOffset _nextSweep;

    /// <summary>Checks the options.</summary>
    /// <param name="options">The budgets.</param>
    /// <param name="mostAccounts">The most accounts at once.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidConfiguration"/>.</exception>
    public BudgetLedger(IReadOnlyList<BudgetOptions> options, int mostAccounts = MostAccounts) => (Budgets, _mostAccounts) = (Budget.OfAll(options), mostAccounts);

    /// <summary>The budgets in the order of the configuration.</summary>
    public IReadOnlyList<Budget> Budgets { get; }

    /// <summary>Whether the file has rows of accounts that expired in an earlier run.</summary>
    public bool HasExpiredRows { get; set; }

    /// <summary>Whether a budget is for the scope.</summary>
    public bool AppliesTo(BudgetScope scope)
    {
        foreach (var budget in Budgets)
        {
            if (budget.AppliesTo(scope))
                return true;
        }

        return false;
    }

    /// <summary>Whether the decision has a reservation.</summary>
    public bool HasReservation(string decisionId) => _reservations.ContainsKey(decisionId);

    /// <summary>The account with the least left for the scope; null where no budget applies.</summary>
    public BudgetState? Tightest(BudgetScope scope, DateTimeOffset now)
    {
        var accounts = Of(scope, now);
        return accounts.Find(account => !HasRoomFor(account))?.ToFullState() ?? accounts.MinBy(static account => account.Left)?.ToState();
    }

    /// <summary>The accounts that are there at that moment and those in which something is reserved.</summary>
    public IReadOnlyList<BudgetState> List(string? tenant, DateTimeOffset now, int most) => BudgetListing.Of(Budgets, _accounts.Values, tenant, now, most);

    /// <summary>Releases the decision's reservation.</summary>
    /// <returns>What it was; null where there was none.</returns>
    public Reservation? Release(string decisionId)
    {
        if (!_reservations.Remove(decisionId, out var former))
            return null;
        foreach (var account in former.Accounts)
            account.Reserved -= former.Amount;
        return former;
    }

    /// <summary>Reserves in every account of the scope, or in none. The decision has no reservation now.</summary>
    /// <returns>The reservation; null where an account has less left, or there is no room for another account.</returns>
    public Reservation? TryReserve(string decisionId, BudgetScope scope, long amount, DateTimeOffset now)
    {
        var accounts = Of(scope, now);
        if (accounts.Exists(account => account.Left < amount || !HasRoomFor(account)))
            return null;
        return Add(new Reservation(decisionId, scope, amount, now) { Accounts = accounts });
    }

    /// <summary>Takes back a reservation of an earlier run, whatever is left now.</summary>
    public void Restore(Reservation reservation) => Add(reservation with
    {
        Accounts = reservation.At is { } at
            ? Of(reservation.Scope, at)
            : [.. Budgets.Where(budget => budget.AppliedTo(reservation.Scope.Kind)).Select(budget => Find(budget.AccountOf(reservation.Scope, default)))],
    });

    /// <summary>Takes back what an earlier run spent from an account; does nothing where its budget has other accounts now.</summary>
    public void Restore(AccountKey key, Int128 spent, DateTimeOffset? expiresAt)
    {
        if (Budgets.FirstOrDefault(budget => budget.Name == key.Budget)?.Find(key) is not { } account)
            return;
        Keep(account).Spent = spent;
        account.BookedAt = expiresAt - Budget.BatchRetention ?? default;
    }

    /// <summary>Books what was spent into the accounts of the moment at which it was reserved.</summary>
    /// <returns>The accounts with their sums.</returns>
    public AccountSum[] Book(BudgetScope scope, long amount, DateTimeOffset at, DateTimeOffset now)
    {
        var accounts = Of(scope, at);
        foreach (var account in accounts)
        {
            Keep(account).Spent += amount;
            account.BookedAt = now;
        }

        return [.. accounts.Select(static account => new AccountSum(account.Key, account.Spent, account.ExpiresAt))];
    }

    /// <summary>Forgets, at most once a minute, what has expired and what is empty.</summary>
    /// <returns>Whether rows in the file may have expired.</returns>
    public bool Sweep(DateTimeOffset now)
    {
        if (now < _nextSweep)
            return false;
        var expired = HasExpiredRows;
        HasExpiredRows = false;
        _nextSweep = now + s_betweenSweeps;
        foreach (var (key, account) in _accounts)
        {
            // An account that was never booked holds no more than a new one would.
            var isExpired = account.ExpiresAt <= now;
            if (account.Reserved != 0 || (account.Spent != 0 && !isExpired))
                continue;
            _accounts.Remove(key);
            expired |= account.Spent != 0;
        }

        return expired;
    }

    private Reservation Add(Reservation reservation)
    {
        _reservations.Add(reservation.DecisionId, reservation);
        foreach (var account in reservation.Accounts)
            Keep(account).Reserved += reservation.Amount;
        return reservation;
    }

    private List<BudgetAccount> Of(BudgetScope scope, DateTimeOffset moment)
    {
        var accounts = new List<BudgetAccount>(Budgets.Count);
        foreach (var budget in Budgets)
        {
            if (budget.AppliesTo(scope))
                accounts.Add(Find(budget.AccountOf(scope, moment)));
        }

        return accounts;
    }

    private BudgetAccount Find(BudgetAccount empty) => _accounts.GetValueOrDefault(empty.Key, empty);

    private BudgetAccount Keep(BudgetAccount account)
    {
        _accounts.TryAdd(account.Key, account);
        return account;
    }

    private bool HasRoomFor(BudgetAccount account) => _accounts.Count < _mostAccounts || _accounts.ContainsKey(account.Key);
}
