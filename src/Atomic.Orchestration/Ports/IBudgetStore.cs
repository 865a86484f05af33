namespace Atomic.Orchestration.Ports;

/// <summary>One ledger below all routes: reserved at award, settled to the actual. See <see cref="IPayloadStore"/> for what all ports promise.</summary>
public interface IBudgetStore
{
    /// <summary>The tightest budget that applies to the kind, or null where none does.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<BudgetState?> GetTightestAsync(string kind, CancellationToken cancellationToken);

    /// <summary>All budgets.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<BudgetState>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Reserves the amount in every budget that applies to the kind, or in none. Reserving again for the same decision replaces its reservation.</summary>
    /// <param name="decisionId">The microtask's id.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="amountUsd">USD, not negative. Zero always succeeds.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False where a budget has less left; nothing is reserved then.</returns>
    ValueTask<bool> TryReserveAsync(string decisionId, string kind, double amountUsd, CancellationToken cancellationToken);

    /// <summary>Releases the decision's reservation and books what was spent; once per decision, however often it is called.</summary>
    /// <param name="decisionId">The microtask's id.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="spentUsd">USD, not negative.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask SettleAsync(string decisionId, string kind, double spentUsd, CancellationToken cancellationToken);
}
