using Atomic.Providers.Configuration;
using Atomic.Providers.Resilience;
using Atomic.Providers.Telemetry;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Http.Resilience;

namespace Atomic.Providers.Clients;

/// <summary>
/// Makes the endpoints. From the outside in, a request passes: idempotency key, retries, time limit of one request, counting and bounded reading,
/// the allow-list of hosts, pooled connections without redirects.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="environment">Looks up an environment variable.</param>
/// <param name="credential">Azure's credential; null: one <see cref="DefaultAzureCredential"/>, made when first needed.</param>
/// <param name="transport">What sends requests in the end; null: pooled sockets. Tests put a recorded one here.</param>
public sealed class ChatClientFactory(
    TimeProvider time,
    Func<string, string?> environment,
    Func<TokenCredential>? credential = null,
    Func<EndpointOptions, HttpMessageHandler>? transport = null)
{
    private readonly Lazy<TokenCredential> _credential = new(credential ?? (static () => new DefaultAzureCredential()));

    /// <summary>The endpoint of that name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="options">Options that passed <see cref="MarketOptionsCheck"/>.</param>
    /// <param name="telemetry">What calls tell of themselves; null: nothing.</param>
    public ModelEndpoint Create(string name, EndpointOptions options, ModelTelemetry? telemetry = null)
    {
        var told = telemetry ?? ModelTelemetry.Off;
        var key = options.ApiKey ?? (options.ApiKeyEnvironmentVariable is { } variable ? environment(variable)?.Trim() : null);
        var handler = new CallHeadersHandler
        {
            InnerHandler = new ResilienceHandler(EndpointPipeline.Create(options, time))
            {
                InnerHandler = new MeteringHandler(MeteringHandler.DefaultMaxResponseBytes, time)
                {
                    InnerHandler = new ConfiguredHostHandler(name, new Uri(options.BaseUrl))
                    {
                        InnerHandler = transport?.Invoke(options) ?? Sockets(options, told.IsOn),
                    },
                },
            },
        };
        var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        return new ModelEndpoint(name, options, http, ModelEndpoint.Authentication(options, key, () => new CachedCredential(_credential.Value, time)), told);
    }

    private static SocketsHttpHandler Sockets(EndpointOptions options, bool telemetry)
    {
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(options.ConnectTimeoutSeconds),
            MaxConnectionsPerServer = options.MaxConcurrency,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5), // DNS changes are followed
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        };
        if (!telemetry)
            sockets.ActivityHeadersPropagator = null;
        return sockets;
    }
}
