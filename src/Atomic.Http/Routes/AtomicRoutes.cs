using Atomic.Http.Failures;
using Atomic.Http.Health;
using Atomic.Http.Markets;
using Atomic.Http.Microtasks;
using Atomic.Http.Problems;
using Atomic.Orchestration.Failures;
using Atomic.Orchestration.Service;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Atomic.Http.Routes;

/// <summary>The HTTP surface as a table: every path and method with its guarded handler. Each host binds the same table in its own way.</summary>
public sealed class AtomicRoutes
{
    private readonly RequestGuard _guard;

    /// <summary>The routes over that service.</summary>
    /// <param name="service">Does the work.</param>
    /// <param name="failures">Knows what failed.</param>
    /// <param name="options">Limits and waits.</param>
    /// <param name="probes">Tell whether work can be taken.</param>
    /// <param name="time">Tells the time.</param>
    /// <param name="logger">Takes what should not have happened.</param>
    public AtomicRoutes(
        IMicrotaskService service,
        IFailureService failures,
        IOptions<AtomicHttpOptions> options,
        IEnumerable<IReadinessProbe> probes,
        TimeProvider time,
        ILogger<AtomicRoutes> logger)
    {
        _guard = new RequestGuard(logger);
        var limits = options.Value;
        var microtask = new MicrotaskEndpoint(service, limits);
        var explanation = new ExplanationEndpoint(service);
        var health = new HealthEndpoint(probes, limits);
        var failure = new FailureEndpoint(failures, limits);
        var documents = new DocumentEndpoint();
        All =
        [
            Route("POST", "/api/microtasks", new SubmitEndpoint(service, limits).HandleAsync),
            Route("GET", "/api/microtasks", new ListEndpoint(service, limits).HandleAsync),
            Route("GET", "/api/microtasks/{id}", microtask.GetAsync),
            Route("DELETE", "/api/microtasks/{id}", microtask.DeleteAsync),
            Route("GET", "/api/microtasks/{id}/explanation", explanation.HandleAsync),
            Route("POST", "/api/microtasks/{id}/feedback", new FeedbackEndpoint(service, limits, time).HandleAsync),
            Route("GET", "/api/market", new MarketEndpoint(service).HandleAsync),
            Route("GET", "/api/failures", failure.ListAsync),
            Route("POST", "/api/failures/messages/{id}/retry", failure.RetryAsync),
            Route("DELETE", "/api/failures/messages/{id}", failure.DropAsync),
            Route("GET", "/healthz", health.GetHealthAsync),
            Route("GET", "/readyz", health.GetReadinessAsync),
            Route("GET", "/openapi.json", documents.GetOpenApiAsync),
            Route("GET", "/schemas/explanation.v1.json", documents.GetExplanationSchemaAsync),
            Route("GET", "/", documents.GetStartAsync),
        ];
    }

    /// <summary>Every path and method.</summary>
    public IReadOnlyList<AtomicRoute> All { get; }

    /// <summary>Answers 405 with the methods that the path takes.</summary>
    /// <param name="pattern">The path's pattern.</param>
    public RequestDelegate MethodNotAllowed(string pattern)
    {
        var methods = string.Join(", ", MethodsOf(pattern));
        return _guard.Around(pattern, context =>
        {
            context.Response.Headers.Allow = methods;
            return ProblemResponse.WriteAsync(context, new Problem(HttpErrorCodes.MethodNotAllowed, $"This path takes {methods}."));
        });
    }

    /// <summary>Answers 404 for every path that is not there.</summary>
    public RequestDelegate UnknownRoute() => _guard.Around("unknown", static context =>
        ProblemResponse.WriteAsync(context, new Problem(HttpErrorCodes.UnknownRoute, "There is nothing at this path; /openapi.json has those that are there.")));

    /// <summary>The methods that a path takes, <c>HEAD</c> beside <c>GET</c>.</summary>
    /// <param name="pattern">The path's pattern.</param>
    public IReadOnlyList<string> MethodsOf(string pattern) =>
        [.. All.Where(route => route.Pattern == pattern).SelectMany(static route => MethodsOf(route))];

    /// <summary>The methods that a route answers: <c>GET</c> answers <c>HEAD</c> as well.</summary>
    /// <param name="route">The route.</param>
    public static IReadOnlyList<string> MethodsOf(AtomicRoute route) => route.Method == "GET" ? ["GET", "HEAD"] : [route.Method];

    private AtomicRoute Route(string method, string pattern, RequestDelegate handler) => new(method, pattern, _guard.Around(pattern, handler));
}
