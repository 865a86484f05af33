namespace Atomic.Orchestration.Ports;

/// <summary>
/// One ledger below all routes: reserved at award, settled to the actual. An amount is reserved in the windows of that moment, by the store's clock,
/// and is settled into those very windows, also when they have ended since. See <see cref="IPayloadStore"/> for what all ports promise.
/// </summary>
public interface IBudgetStore
{
    /// <summary>The account with the least left of those that the scope spends from, or null where no budget applies.</summary>
    /// <param name="scope">On whose account and for what.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<BudgetState?> GetTightestAsync(BudgetScope scope, CancellationToken cancellationToken);

    /// <summary>The accounts of the present windows and those in which something is reserved, 1,000 at most, in the order of the configuration.</summary>
    /// <param name="tenant">Without those of other tenants; null: of every tenant.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<BudgetState>> ListAsync(string? tenant, CancellationToken cancellationToken);

    /// <summary>Reserves the amount in every account that the scope spends from, or in none. Reserving again for the same decision replaces its reservation.</summary>
    /// <param name="decisionId">The microtask's id.</param>
    /// <param name="scope">On whose account and for what.</param>
    /// <param name="amountUsd">USD, not negative. Zero always succeeds.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False where an account has less left; nothing is reserved then.</returns>
    ValueTask<bool> TryReserveAsync(string decisionId, BudgetScope scope, double amountUsd, CancellationToken cancellationToken);

    /// <summary>
    /// Releases the decision's reservation and books what was spent into the windows in which it was reserved, or of this moment where nothing was;
    /// once per decision, however often it is called.
    /// </summary>
    /// <param name="decisionId">The microtask's id.</param>
    /// <param name="scope">On whose account and for what.</param>
    /// <param name="spentUsd">USD, not negative.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask SettleAsync(string decisionId, BudgetScope scope, double spentUsd, CancellationToken cancellationToken);
}
