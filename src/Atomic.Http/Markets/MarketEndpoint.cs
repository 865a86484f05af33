using System.Text.Json;
using Atomic.Http.Access;
using Atomic.Http.Responses;
using Atomic.Orchestration.Service;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.Markets;

/// <summary><c>GET /api/market</c>: bidders with prices, track records by kind, budgets.</summary>
/// <param name="service">Does the work.</param>
internal sealed class MarketEndpoint(IMicrotaskService service)
{
    /// <summary>Answers with the market.</summary>
    /// <param name="context">The request.</param>
    public async Task HandleAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var market = await service.GetMarketAsync(context.CallerOf().Tenant, context.RequestAborted);
        await JsonResponse.WriteAsync(
            context,
            StatusCodes.Status200OK,
            JsonResponse.ContentType,
            market,
            static (writer, view) => JsonSerializer.Serialize(writer, view, MarketForm.Json));
    }
}
