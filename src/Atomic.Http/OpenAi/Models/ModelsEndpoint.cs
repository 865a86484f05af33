using System.Text.Json;
using Atomic.Core.Markets;
using Atomic.Http.Problems;
using Atomic.Http.Responses;
using Atomic.Orchestration.Ports;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.OpenAi.Models;

/// <summary><c>GET /v1/models</c> and <c>GET /v1/models/{model}</c>.</summary>
/// <param name="marketplace">The market.</param>
/// <param name="created">What is told as the time at which the models were made; the market has none of its own.</param>
internal sealed class ModelsEndpoint(IMarketplace marketplace, DateTimeOffset created)
{
    /// <summary>The route parameter that holds a model's name, slashes included.</summary>
    public const string Parameter = "model";

    /// <summary>Answers with all models.</summary>
    /// <param name="context">The request.</param>
    public Task ListAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return JsonResponse.WriteAsync(context, StatusCodes.Status200OK, JsonResponse.ContentType, (marketplace.Market, created), static (writer, state) =>
        {
            writer.WriteStartObject();
            writer.WriteString("object"u8, "list"u8);
            writer.WriteStartArray("data"u8);
            foreach (var name in ModelNames.Offered(state.Market)) WriteModel(writer, name, state.Market, state.created);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    /// <summary>Answers with one model.</summary>
    /// <param name="context">The request.</param>
    public Task GetAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";

        // Servers leave %2F in paths as it is, and clients send slashes so.
        var name = (context.Request.RouteValues[Parameter] as string ?? "").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        return ModelNames.Resolve(name, marketplace.Market, operation: null).TryGet(out _, out var problem)
            ? JsonResponse.WriteAsync(
                context, StatusCodes.Status200OK, JsonResponse.ContentType, (name, marketplace.Market, created), static (writer, state) => WriteModel(writer, state.name, state.Market, state.created))
            : ProblemResponse.WriteAsync(context, problem);
    }

    private static void WriteModel(Utf8JsonWriter writer, string name, Market market, DateTimeOffset created)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, name);
        writer.WriteString("object"u8, "model"u8);
        writer.WriteNumber("created"u8, created.ToUnixTimeSeconds());
        writer.WriteString("owned_by"u8, ModelNames.IsOfTheHouse(name) ? ModelNames.House : market.Find(name)?.Model ?? name);
        writer.WriteEndObject();
    }
}
