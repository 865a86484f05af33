using Azure;

namespace Atomic.Storage.Azure.Budgets;

/// <summary>What the ledger holds of a decision.</summary>
/// <param name="IsSettled">Whether it is settled; it reserves nothing any more then.</param>
/// <param name="Amount">Nano-dollars that are reserved, or were spent.</param>
/// <param name="Budgets">The names of the budgets in which they count.</param>
internal sealed record DecisionRow(bool IsSettled, long Amount, IReadOnlyList<string> Budgets)
{
    /// <summary>The row's ETag; null where it is not in the table.</summary>
    public ETag? ETag { get; init; }
}
