using Azure;

namespace Atomic.Storage.Azure.Budgets;

/// <summary>A budget's sums in nano-dollars while a transaction is made.</summary>
/// <param name="name">The budget's name.</param>
/// <param name="read">The ETag of its row; null where there is none.</param>
internal sealed class BudgetSums(string name, ETag? read)
{
    /// <summary>The budget's name.</summary>
    public string Name { get; } = name;

    /// <summary>The ETag of its row; null where there is none.</summary>
    public ETag? ETag { get; } = read;

    /// <summary>What was spent.</summary>
    public Int128 Spent { get; set; }

    /// <summary>What is reserved.</summary>
    public Int128 Reserved { get; set; }

    /// <summary>Whether it differs from its row.</summary>
    public bool IsChanged { get; set; }
}
