using System.Runtime.InteropServices;

namespace Atomic.Orchestration.Budgets;

/// <summary>Which account of which budget. A part that the budget does not tell apart is empty.</summary>
/// <param name="Budget">The budget's name.</param>
/// <param name="Tenant">Whose account, where each tenant has its own.</param>
/// <param name="Kind">Of which kind, where each kind has its own.</param>
/// <param name="Batch">Of which batch, where each batch has its own.</param>
/// <param name="Period">The window, see <see cref="BudgetPeriod.Label"/>.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AccountKey(string Budget, string Tenant, string Kind, string Batch, string Period)
{
    /// <summary>Whether it is the only account that its budget ever has.</summary>
    public bool IsOnly => Tenant.Length + Kind.Length + Batch.Length + Period.Length == 0;
}
