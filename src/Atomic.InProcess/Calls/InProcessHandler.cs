using System.Net;
using Atomic.Client;
using Atomic.Http.Routes;
using Atomic.Orchestration.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Atomic.InProcess.Calls;

/// <summary>
/// Hands requests of the clients to the surface's own handlers in this process: no socket, no port, no server. What the house takes and answers is thereby
/// written down once, so that an application that moves from its own process to a server changes one line.
/// </summary>
internal sealed class InProcessHandler : HttpMessageHandler
{
    private readonly RouteTable _routes;
    private readonly LocalHouse _house;
    private readonly Lazy<string> _authorization;

    /// <summary>Hands them to those routes.</summary>
    /// <param name="routes">The surface.</param>
    /// <param name="house">The house; it must have been started.</param>
    /// <param name="keys">Makes this process's own key, which is in memory only.</param>
    public InProcessHandler(AtomicRoutes routes, LocalHouse house, ApiKeys keys) =>
        (_routes, _house, _authorization) = (new RouteTable(routes), house, new Lazy<string>(() => $"Bearer {keys.CreateOwn().Reveal()}"));

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!_house.IsStarted)
        {
            throw new AtomicClientException(
                AtomicClientException.Unreachable, "The house of this process was not started; start the application's host (RunAsync or StartAsync) before the first call.");
        }

        var response = new InProcessResponse(cancellationToken);
        var context = await ContextOfAsync(request, response, cancellationToken);
        var handler = _routes.Find(context);

        // On a thread of its own: a handler never runs in a caller's synchronisation context.
        _ = Task.Run(() => RunAsync(handler, context, response), CancellationToken.None);
        try
        {
            await response.Started.WaitAsync(cancellationToken);
        }
        catch
        {
            response.Abandon();
            throw;
        }

        return MessageOf(request, response);
    }

    private static async Task RunAsync(RequestDelegate handler, HttpContext context, InProcessResponse response)
    {
        try
        {
            await handler(context);
            await response.CompleteAsync();
        }
        catch (Exception failure)
        {
            // Handlers turn failures into problems themselves; what is left broke the answer that had begun, and its reader is told so.
            response.Fail(failure);
        }
    }

    private async Task<DefaultHttpContext> ContextOfAsync(HttpRequestMessage request, InProcessResponse response, CancellationToken cancellationToken)
    {
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature());
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(response);
        features.Set<IHttpRequestLifetimeFeature>(response);
        var context = new DefaultHttpContext(features);
        var asked = context.Request;
        var target = request.RequestUri!;
        asked.Method = request.Method.Method;
        asked.Scheme = target.Scheme;
        asked.Host = HostString.FromUriComponent(target);
        asked.Path = PathString.FromUriComponent(target);
        asked.QueryString = QueryString.FromUriComponent(target);
        asked.Protocol = "HTTP/1.1";
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        foreach (var (name, values) in request.Headers.NonValidated)
            asked.Headers[name] = values.ToArray();
        asked.Headers.Authorization = _authorization.Value;
        if (request.Content is { } content)
        {
            asked.Body = await content.ReadAsStreamAsync(cancellationToken);
            foreach (var (name, values) in content.Headers.NonValidated)
                asked.Headers[name] = values.ToArray();
            asked.ContentLength = content.Headers.ContentLength;
        }

        return context;
    }

    private static HttpResponseMessage MessageOf(HttpRequestMessage request, InProcessResponse response)
    {
        var content = new StreamContent(response.Reader);
        var message = new HttpResponseMessage((HttpStatusCode)response.StatusCode) { RequestMessage = request, Content = content };
        foreach (var (name, values) in response.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }

        return message;
    }
}
