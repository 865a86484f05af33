using Atomic.Core.Learning;
using Atomic.Core.Markets;
using Atomic.Orchestration.Ports;

namespace Atomic.Orchestration.Service;

/// <summary>The market as it stands.</summary>
/// <param name="Version">The market's version.</param>
/// <param name="Bidders">The bidders with their prices.</param>
/// <param name="Records">The track records by kind.</param>
/// <param name="Budgets">The budgets.</param>
public sealed record MarketView(string Version, IReadOnlyList<Bidder> Bidders, IReadOnlyList<KindRecord> Records, IReadOnlyList<BudgetState> Budgets)
{
    /// <summary>What is known of bidders together, by kind; kinds of which no pair is known are left out.</summary>
    public IReadOnlyList<KindPairs> Pairs { get; init; } = [];
}
