namespace Atomic.Client.Markets;

/// <summary>The market as it stands.</summary>
/// <param name="Version">Its version, a hash.</param>
/// <param name="Bidders">Who bids.</param>
/// <param name="Records">What is known of them, by kind.</param>
/// <param name="Budgets">The budgets.</param>
public sealed record MarketSnapshot(
    string Version, IReadOnlyList<MarketBidder> Bidders, IReadOnlyList<MarketRecord> Records, IReadOnlyList<MarketBudget> Budgets);
