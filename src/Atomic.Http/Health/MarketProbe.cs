using Atomic.Core.Errors;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Service;

namespace Atomic.Http.Health;

/// <summary>Without a bidder no microtask can be awarded. Reads no store: it is asked every few seconds.</summary>
/// <param name="marketplace">The market.</param>
internal sealed class MarketProbe(IMarketplace marketplace) : IReadinessProbe
{
    /// <inheritdoc/>
    public ValueTask<Problem?> CheckAsync(CancellationToken cancellationToken) =>
        new(marketplace.Market.Bidders.Count > 0 ? null : new Problem(ErrorCodes.EmptyMarket, "The market has no bidders; configure at least one."));
}
