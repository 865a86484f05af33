namespace Atomic.Client.Markets;

/// <summary>A budget as it stands.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">The kind that it is for; null: every kind.</param>
/// <param name="LimitUsd">USD in all.</param>
/// <param name="SpentUsd">USD spent.</param>
/// <param name="ReservedUsd">USD reserved by awards that are not settled.</param>
/// <param name="LeftUsd">USD that can still be reserved.</param>
public sealed record MarketBudget(string Name, string? Kind, double LimitUsd, double SpentUsd, double ReservedUsd, double LeftUsd);
