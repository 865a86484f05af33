using Atomic.Orchestration.Ports;

namespace Atomic.Orchestration.Budgets;

/// <summary>Which accounts are shown, and to whom. Pure.</summary>
public static class BudgetListing
{
    /// <summary>The most accounts in one listing.</summary>
    public const int MostAccounts = 1_000;

    /// <summary>
    /// Whether an account is the tenant's business. An account of a kind by itself, whose tenants spend together, tells that there is such a kind and
    /// what it cost: it is for those who have the kind.
    /// </summary>
    /// <param name="state">The account.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="kinds">The kinds of which something is learned for it.</param>
    public static bool Concerns(BudgetState state, string tenant, IReadOnlySet<string> kinds) =>
        state.Tenant is null ? state.Name == state.Budget || (state.Kind is { } kind && kinds.Contains(kind)) : state.Tenant == tenant;

    /// <summary>The accounts of the present windows and those in which something is reserved, in the order of the budgets, then of their keys.</summary>
    /// <param name="budgets">The budgets.</param>
    /// <param name="kept">The accounts that are kept.</param>
    /// <param name="tenant">Without those of other tenants; null: of every tenant.</param>
    /// <param name="now">Now.</param>
    /// <param name="most">The most to show.</param>
    public static IReadOnlyList<BudgetState> Of(IReadOnlyList<Budget> budgets, IEnumerable<BudgetAccount> kept, string? tenant, DateTimeOffset now, int most)
    {
        var byBudget = kept
            .Where(account => (account.Reserved != 0 || account.IsPresent(now)) && (tenant is null || account.Tenant is null || account.Tenant == tenant))
            .ToLookup(static account => account.Budget.Name, StringComparer.Ordinal);
        var listed = new List<BudgetState>();
        foreach (var budget in budgets)
        {
            List<BudgetAccount> accounts = [.. byBudget[budget.Name].OrderBy(static account => account.DisplayName, StringComparer.Ordinal).ThenBy(static account => account.Key.Period, StringComparer.Ordinal)];
            if (budget.StandingAccount(tenant, now) is { } standing && !accounts.Exists(account => account.Key == standing.Key))
                accounts.Add(standing);
            listed.AddRange(accounts.Take(most - listed.Count).Select(static account => account.ToState()));
        }

        return listed;
    }
}
