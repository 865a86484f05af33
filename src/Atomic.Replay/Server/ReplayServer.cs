using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Atomic.Replay.Server;

/// <summary>
/// An HTTP server on 127.0.0.1 that speaks the OpenAI wire protocol from a recording, so that demos, tests and benchmarks use the same client
/// code as against a real model.
/// </summary>
/// <remarks>
/// <para>Routes: <c>POST /v1/chat/completions</c> (also <c>stream: true</c>), <c>POST /v1/embeddings</c>, <c>GET /v1/models</c>, <c>GET /healthz</c>,
/// <c>GET /requests</c> (the latest requests as JSON lines), <c>POST /requests/clear</c>, <c>PUT</c> and <c>GET</c>
/// <c>/behaviours/{model}</c>.</para>
/// <para>The answer is found by the exact text of the last <c>user</c> message, and given as often as <c>n</c> says. Where there are <c>tools</c>,
/// it is a call of the chosen or the first one with <c>{"input": …}</c>, until a message of the role <c>tool</c> follows. Everything else in a request
/// is accepted and has no effect, the <c>Authorization</c> header too. The usage is the recorded one, whatever prompt was sent.</para>
/// <para>Embeddings are made of the words' hashes: the same for the same text, near for texts that share words, see <see cref="EmbeddingVectors"/>.</para>
/// </remarks>
public sealed class ReplayServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ReplayRoutes _routes;
    private readonly RequestLog _log;
    private readonly CancellationTokenSource _stopping;
    private int _disposed;

    private ReplayServer(WebApplication app, ReplayRoutes routes, RequestLog log, CancellationTokenSource stopping, Uri baseUrl)
    {
        _app = app;
        _routes = routes;
        _log = log;
        _stopping = stopping;
        BaseUrl = baseUrl;
    }

    /// <summary>Where it listens, such as <c>http://127.0.0.1:5001/</c>; an OpenAI client's endpoint is <c>v1</c> below it.</summary>
    public Uri BaseUrl { get; }

    /// <summary>How many requests are being answered at this moment, those that wait or hang included.</summary>
    public int InFlight => _routes.InFlight;

    /// <summary>The latest requests, oldest first, as many as <see cref="ReplayServerOptions.RequestLogCapacity"/>.</summary>
    public IReadOnlyList<LoggedRequest> Requests => _log.Snapshot();

    /// <summary>Starts a server; it listens when the task ends.</summary>
    /// <exception cref="ArgumentException">The options do not hold, see <see cref="ReplayServerOptions.Validate"/>.</exception>
    /// <exception cref="IOException">The port is taken, or the request log cannot be opened.</exception>
    public static async Task<ReplayServer> StartAsync(ReplayServerOptions options, CancellationToken cancellationToken = default)
    {
        if (options.Validate() is { Count: > 0 } problems)
            throw new ArgumentException(string.Join(' ', problems), nameof(options));

        var log = new RequestLog(options.RequestLogPath, options.RequestLogCapacity);
        var stopping = new CancellationTokenSource();
        var app = Build(options);
        try
        {
            var routes = Compose(options, log, stopping.Token);
            app.Run(routes.AnswerAsync);
            await app.StartAsync(cancellationToken);
            var address = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
            return new ReplayServer(app, routes, log, stopping, new Uri(address));
        }
        catch
        {
            await app.DisposeAsync();
            log.Dispose();
            stopping.Dispose();
            throw;
        }
    }

    /// <summary>Stops the server: requests that wait or hang are cut off, the others are answered.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _stopping.CancelAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _log.Dispose();
        _stopping.Dispose();
    }

    private static WebApplication Build(ReplayServerOptions options)
    {
        // Even the slim builder reads appsettings.json and the environment, whose Kestrel section would be that of the program around this.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestBody.MostBytes;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        return builder.Build();
    }

    private static ReplayRoutes Compose(ReplayServerOptions options, RequestLog log, CancellationToken stopping)
    {
        var models = new ServedModels(options.Recording, options.Aliases);
        var intake = new RequestIntake(options, log);
        var faults = new FaultSender(options.TimeProvider, stopping);
        return new ReplayRoutes(
            new ChatEndpoint(options, models, intake, new CompletionSender(faults)),
            new EmbeddingEndpoint(options, models, intake, faults),
            new BehaviourEndpoint(options, models),
            new RequestLogEndpoint(log),
            models,
            options.TimeProvider.GetUtcNow().ToUnixTimeSeconds());
    }
}
