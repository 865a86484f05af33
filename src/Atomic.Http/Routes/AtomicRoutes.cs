using Atomic.Http.Access;
using Atomic.Http.Failures;
using Atomic.Http.Health;
using Atomic.Http.Keys;
using Atomic.Http.Kinds;
using Atomic.Http.Markets;
using Atomic.Http.Microtasks;
using Atomic.Http.OpenAi.Answers;
using Atomic.Http.OpenAi.Chat;
using Atomic.Http.OpenAi.Embeddings;
using Atomic.Http.OpenAi.Models;
using Atomic.Http.OpenAi.Responses;
using Atomic.Http.Problems;
using Atomic.Http.WhatIf;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Failures;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.WhatIf;
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
    /// <param name="whatIf">Knows what another policy would have given.</param>
    /// <param name="marketplace">The market.</param>
    /// <param name="options">Limits and waits.</param>
    /// <param name="probes">Tell whether work can be taken.</param>
    /// <param name="keys">The API keys.</param>
    /// <param name="access">Finds out who asks.</param>
    /// <param name="time">Tells the time.</param>
    /// <param name="logger">Takes what should not have happened.</param>
    public AtomicRoutes(
        IMicrotaskService service,
        IFailureService failures,
        IWhatIfService whatIf,
        IMarketplace marketplace,
        IOptions<AtomicHttpOptions> options,
        IEnumerable<IReadinessProbe> probes,
        ApiKeys keys,
        AccessControl access,
        TimeProvider time,
        ILogger<AtomicRoutes> logger)
    {
        _guard = new RequestGuard(access, logger);
        var limits = options.Value;
        var microtask = new MicrotaskEndpoint(service, limits);
        var explanation = new ExplanationEndpoint(service);
        var apiKeys = new ApiKeysEndpoint(keys, limits, time);
        var health = new HealthEndpoint(probes, limits);
        var failure = new FailureEndpoint(failures, limits);
        var chat = new AnswerEndpoint(service, marketplace, limits, time, ChatRequestReader.Read, ChatJson.Write, static request => new ChatChunks(request));
        var responses = new AnswerEndpoint(service, marketplace, limits, time, ResponseRequestReader.Read, ResponseJson.Write, static request => new ResponseEvents(request));
        var embeddings = new AnswerEndpoint(service, marketplace, limits, time, EmbeddingRequestReader.Read, EmbeddingJson.Write);
        var models = new ModelsEndpoint(marketplace, time.GetUtcNow());
        var documents = new DocumentEndpoint();
        All =
        [
            Route("POST", "/api/microtasks", AccessScopes.Run, new SubmitEndpoint(service, limits).HandleAsync),
            Route("GET", "/api/microtasks", AccessScopes.Read, new ListEndpoint(service, limits).HandleAsync),
            Route("GET", "/api/microtasks/{id}", AccessScopes.Read | AccessScopes.Run, microtask.GetAsync),
            Route("DELETE", "/api/microtasks/{id}", AccessScopes.Run, microtask.DeleteAsync),
            Route("GET", "/api/microtasks/{id}/explanation", AccessScopes.Read, explanation.HandleAsync),
            Route("POST", "/api/microtasks/{id}/feedback", AccessScopes.Run, new FeedbackEndpoint(service, limits, time).HandleAsync),
            Route("GET", "/api/market", AccessScopes.Read, new MarketEndpoint(service).HandleAsync),
            Route("GET", $"/api/kinds/{{{CalibrationEndpoint.Parameter}}}/calibration", AccessScopes.Read, new CalibrationEndpoint(service).HandleAsync),
            Route("POST", "/api/what-if", AccessScopes.Read, new WhatIfEndpoint(whatIf, limits).HandleAsync),
            Route("GET", "/api/failures", AccessScopes.Admin, failure.ListAsync),
            Route("POST", "/api/failures/messages/{id}/retry", AccessScopes.Admin, failure.RetryAsync),
            Route("DELETE", "/api/failures/messages/{id}", AccessScopes.Admin, failure.DropAsync),
            Route("POST", "/api/keys", AccessScopes.Admin, apiKeys.CreateAsync),
            Route("GET", "/api/keys", AccessScopes.Admin, apiKeys.ListAsync),
            Route("DELETE", "/api/keys/{id}", AccessScopes.Admin, apiKeys.RevokeAsync),
            Route("POST", "/v1/chat/completions", AccessScopes.Run, chat.HandleAsync),
            Route("POST", "/v1/responses", AccessScopes.Run, responses.HandleAsync),
            Route("POST", "/v1/embeddings", AccessScopes.Run, embeddings.HandleAsync),
            Route("GET", "/v1/models", AccessScopes.Read | AccessScopes.Run, models.ListAsync),
            Route("GET", $"/v1/models/{{*{ModelsEndpoint.Parameter}}}", AccessScopes.Read | AccessScopes.Run, models.GetAsync),
            Public("GET", "/healthz", health.GetHealthAsync),
            Public("GET", "/readyz", health.GetReadinessAsync),
            Public("GET", "/openapi.json", documents.GetOpenApiAsync),
            Public("GET", "/schemas/explanation.v1.json", documents.GetExplanationSchemaAsync),
            Public("GET", "/", documents.GetStartAsync),
        ];
    }

    /// <summary>Every path and method.</summary>
    public IReadOnlyList<AtomicRoute> All { get; }

    /// <summary>Answers 405 with the methods that the path takes.</summary>
    /// <param name="pattern">The path's pattern.</param>
    public RequestDelegate MethodNotAllowed(string pattern)
    {
        var methods = string.Join(", ", MethodsOf(pattern));
        return _guard.Around(pattern, AccessScopes.None, context =>
        {
            context.Response.Headers.Allow = methods;
            return ProblemResponse.WriteAsync(context, new Problem(HttpErrorCodes.MethodNotAllowed, $"This path takes {methods}."));
        });
    }

    /// <summary>Answers 404 for every path that is not there.</summary>
    public RequestDelegate UnknownRoute() => _guard.Around("unknown", AccessScopes.None, static context =>
        ProblemResponse.WriteAsync(context, new Problem(HttpErrorCodes.UnknownRoute, "There is nothing at this path; /openapi.json has those that are there.")));

    /// <summary>The methods that a path takes, <c>HEAD</c> beside <c>GET</c>.</summary>
    /// <param name="pattern">The path's pattern.</param>
    public IReadOnlyList<string> MethodsOf(string pattern) =>
        [.. All.Where(route => route.Pattern == pattern).SelectMany(static route => MethodsOf(route))];

    /// <summary>The methods that a route answers: <c>GET</c> answers <c>HEAD</c> as well.</summary>
    /// <param name="route">The route.</param>
    public static IReadOnlyList<string> MethodsOf(AtomicRoute route) => route.Method == "GET" ? ["GET", "HEAD"] : [route.Method];

    private AtomicRoute Public(string method, string pattern, RequestDelegate handler) => Route(method, pattern, AccessScopes.None, handler);

    private AtomicRoute Route(string method, string pattern, AccessScopes scopes, RequestDelegate handler) =>
        new(method, pattern, scopes, _guard.Around(pattern, scopes, handler));
}
