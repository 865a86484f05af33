using Azure;

namespace Atomic.Storage.Azure.Budgets;

/// <summary>What the ledger holds of a decision.</summary>
/// <param name="IsSettled">Whether it is settled; it reserves nothing any more then.</param>
/// <param name="Amount">Nano-dollars that are reserved, or were spent.</param>
/// <param name="Accounts">The row keys of the accounts in which they count.</param>
/// <param name="At">When they were reserved; null for a row from before that was kept.</param>
internal sealed record DecisionRow(bool IsSettled, long Amount, IReadOnlyList<string> Accounts, DateTimeOffset? At)
{
    /// <summary>The row's ETag; null where it is not in the table.</summary>
    public ETag? ETag { get; init; }
}
