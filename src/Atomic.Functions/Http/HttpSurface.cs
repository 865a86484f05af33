using Atomic.Functions.Clients;
using Atomic.Http.Routes;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Atomic.Functions.Http;

/// <summary>
/// The house's HTTP surface behind triggers. Every trigger takes all methods of its path, so that the same table decides on both hosts which of them
/// are answered and which with 405. Handlers write to the response themselves; Functions needs to be told that, or it warns that nothing was returned.
/// </summary>
public sealed class HttpSurface
{
    /// <summary>The pattern of the start page, to which no trigger of its own can be bound: Functions takes an empty route for none.</summary>
    private const string Start = "/";

    private readonly DurableClientAccessor _clients;
    private readonly Dictionary<string, Dictionary<string, RequestDelegate>> _handlers;
    private readonly Dictionary<string, RequestDelegate> _methodNotAllowed;
    private readonly RequestDelegate _unknownRoute;

    /// <summary>The surface over the house's routes.</summary>
    /// <param name="routes">The routes.</param>
    /// <param name="clients">Takes the client of each invocation.</param>
    public HttpSurface(AtomicRoutes routes, DurableClientAccessor clients)
    {
        _clients = clients;
        _handlers = routes.All.GroupBy(static route => route.Pattern, StringComparer.Ordinal).ToDictionary(
            static path => path.Key,
            static path => path
                .SelectMany(static route => AtomicRoutes.MethodsOf(route).Select(method => (Method: method, route.Handler)))
                .ToDictionary(static route => route.Method, static route => route.Handler, StringComparer.OrdinalIgnoreCase),
            StringComparer.Ordinal);
        _methodNotAllowed = _handlers.Keys.ToDictionary(static pattern => pattern, routes.MethodNotAllowed, StringComparer.Ordinal);
        _unknownRoute = routes.UnknownRoute();
    }

    /// <summary>Answers a request.</summary>
    /// <param name="pattern">The pattern of the route that its trigger is bound to.</param>
    /// <param name="request">The request.</param>
    /// <param name="client">The invocation's client.</param>
    public Task<IResult> AnswerAsync(string pattern, HttpRequest request, DurableTaskClient client) =>
        AnswerAsync(_handlers[pattern].GetValueOrDefault(request.Method) ?? _methodNotAllowed[pattern], request, client);

    /// <summary>Answers a request for which no other trigger is bound: the start page, or 404.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">The invocation's client.</param>
    public Task<IResult> AnswerElsewhereAsync(HttpRequest request, DurableTaskClient client) =>
        request.Path == Start && _handlers.ContainsKey(Start) ? AnswerAsync(Start, request, client) : AnswerAsync(_unknownRoute, request, client);

    private async Task<IResult> AnswerAsync(RequestDelegate handler, HttpRequest request, DurableTaskClient client)
    {
        _clients.Use(client);
        await handler(request.HttpContext);
        return Results.Empty;
    }
}
