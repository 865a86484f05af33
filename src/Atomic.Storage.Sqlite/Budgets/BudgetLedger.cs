using Atomic.Core.Errors;
using Atomic.Orchestration.Budgets;
using Atomic.Orchestration.Ports;

namespace Atomic.Storage.Sqlite.Budgets;

/// <summary>The sums of all budgets and the reservations that they are made of. Not thread-safe: the store locks.</summary>
internal sealed class BudgetLedger
{
    private readonly Dictionary<string, Reservation> _reservations = new(StringComparer.Ordinal);

    /// <summary>Checks the options.</summary>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidConfiguration"/>.</exception>
    public BudgetLedger(IReadOnlyList<BudgetOptions> options) => Accounts = BudgetAccount.OfAll(options);

    /// <summary>The budgets in the order of the configuration.</summary>
    public IReadOnlyList<BudgetAccount> Accounts { get; }

    /// <summary>Whether a budget is for the kind.</summary>
    public bool AppliesTo(string kind) => Accounts.Any(account => account.AppliesTo(kind));

    /// <summary>Whether the decision has a reservation.</summary>
    public bool HasReservation(string decisionId) => _reservations.ContainsKey(decisionId);

    /// <summary>The budgets that are for the kind.</summary>
    public IEnumerable<BudgetAccount> Of(string kind) => Accounts.Where(account => account.AppliesTo(kind));

    /// <summary>Releases the decision's reservation, if there is one.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Release(string decisionId)
    {
        if (!_reservations.Remove(decisionId, out var former))
            return false;
        foreach (var account in Of(former.Kind))
            account.Reserved -= former.Amount;
        return true;
    }

    /// <summary>Reserves in every budget of the kind, or in none. The decision has no reservation now.</summary>
    /// <returns>False where a budget has less left.</returns>
    public bool TryReserve(string decisionId, string kind, long amount)
    {
        if (Of(kind).Any(account => account.Left < amount))
            return false;
        Restore(decisionId, kind, amount);
        return true;
    }

    /// <summary>Takes back a reservation of an earlier run, whatever is left now.</summary>
    public void Restore(string decisionId, string kind, long amount)
    {
        _reservations.Add(decisionId, new Reservation(kind, amount));
        foreach (var account in Of(kind))
            account.Reserved += amount;
    }

    private readonly record struct Reservation(string Kind, long Amount);
}
