namespace Atomic.Orchestration.Ports;

/// <summary>A budget as it stands.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Kind">The kind that it is for; null: every kind.</param>
/// <param name="LimitUsd">USD in all.</param>
/// <param name="SpentUsd">USD spent and settled.</param>
/// <param name="ReservedUsd">USD reserved by awards that are not settled.</param>
public sealed record BudgetState(string Name, string? Kind, double LimitUsd, double SpentUsd, double ReservedUsd)
{
    /// <summary>USD that can still be reserved; never negative.</summary>
    public double LeftUsd => Math.Max(0, LimitUsd - SpentUsd - ReservedUsd);
}
