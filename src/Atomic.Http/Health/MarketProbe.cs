using Atomic.Core.Errors;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Service;

namespace Atomic.Http.Health;

/// <summary>Without a bidder no microtask can be awarded.</summary>
/// <param name="service">Knows the market.</param>
internal sealed class MarketProbe(IMicrotaskService service) : IReadinessProbe
{
    /// <inheritdoc/>
    public async ValueTask<Problem?> CheckAsync(CancellationToken cancellationToken)
    {
        var market = await service.GetMarketAsync(TenantName.Default, cancellationToken);
        return market.Bidders.Count > 0 ? null : new Problem(ErrorCodes.EmptyMarket, "The market has no bidders; configure at least one.");
    }
}
