using Atomic.Orchestration.Budgets;

namespace Atomic.Orchestration.Ports;

/// <summary>An account of a budget as it stands.</summary>
/// <param name="Name">Its display name: the budget's name, and whose account it is where each has its own: <c>per-tenant (acme)</c>.</param>
/// <param name="Kind">The kind that it is for; null: every kind.</param>
/// <param name="LimitUsd">USD in all, in the window.</param>
/// <param name="SpentUsd">USD spent and settled.</param>
/// <param name="ReservedUsd">USD reserved by awards that are not settled.</param>
public sealed record BudgetState(string Name, string? Kind, double LimitUsd, double SpentUsd, double ReservedUsd)
{
    /// <summary>The budget's name in the configuration.</summary>
    public string Budget { get; init; } = Name;

    /// <summary>The tenant that it is for; null: all together.</summary>
    public string? Tenant { get; init; }

    /// <summary>The batch that it is for; null: with or without a batch.</summary>
    public string? Batch { get; init; }

    /// <summary>How often it renews.</summary>
    public BudgetWindow Window { get; init; }

    /// <summary>When its window began; null where it has none.</summary>
    public DateTimeOffset? WindowStart { get; init; }

    /// <summary>When it has all of its limit again; null where it has no window.</summary>
    public DateTimeOffset? RenewsAt { get; init; }

    /// <summary>
    /// USD that can still be reserved; never negative. Reckoned in nano-dollars, as the ledger does: a difference of the figures above as they stand may be a
    /// hair below the last bid that fits, which an auction would then refuse although its reservation would hold.
    /// </summary>
    public double LeftUsd =>
        NanoDollars.ToUsd(Int128.Max(0, (Int128)NanoDollars.Down(LimitUsd) - NanoDollars.Up(SpentUsd) - NanoDollars.Up(ReservedUsd)));
}
