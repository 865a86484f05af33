using Atomic.Cli.CommandLine;
using Atomic.Core.Errors;
using Atomic.Hosting.Telemetry;
using Atomic.Http;
using Atomic.InProcess;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Ports;
using Atomic.Storage.Azure.Connection;
using Atomic.Storage.Azure.Queues;
using Atomic.Storage.Sqlite.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Atomic.Cli.Composition;

/// <summary>The whole house in this process: database, durable host, market, specialists and the HTTP surface.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    // The surface refuses a body over its limit unread. Kestrel then reads that much more of it to the end, for a few seconds at most: a caller whose
    // connection is cut while it still sends never sees the answer that says why.
    private const long DrainedBytes = 64L * 1024 * 1024;

    // What has ended by now takes two requests to its queue.
    private static readonly TimeSpan LastResults = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;
    private readonly LocalHouse _house;
    private readonly QueuePump? _pump;
    private int _stopped;

    private LocalServer(WebApplication app, LocalHouse house, IReadOnlyList<Uri> urls)
    {
        (_app, _house, Urls) = (app, house, urls);
        Marketplace = app.Services.GetRequiredService<IMarketplace>();
        _pump = app.Services.GetService<QueuePump>();
    }

    /// <summary>Where it listens.</summary>
    public IReadOnlyList<Uri> Urls { get; }

    /// <summary>The market that it serves.</summary>
    public IMarketplace Marketplace { get; }

    /// <summary>The queue that it takes microtasks from; null where it takes from none.</summary>
    public Uri? Queue => _pump?.Source;

    /// <summary>Whether it had neither keys nor an issuer of tokens when it started, so that it serves this machine without a key.</summary>
    public bool IsOpen { get; private init; }

    /// <summary>How many microtasks were under way when it started, and go on now.</summary>
    public long Recovered { get; private init; }

    /// <summary>Builds it and starts it; it takes microtasks when the task ends.</summary>
    /// <param name="options">What it is built from.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CommandException">It cannot be started, with the exit code and the reason.</exception>
    /// <exception cref="AtomicException">The configuration or the database cannot be used.</exception>
    public static async Task<LocalServer> StartAsync(LocalServerOptions options, CancellationToken cancellationToken)
    {
        var settings = ServerOptions.Read(options.Configuration, options.DataFolder);
        var builder = Builder(options, settings);
        builder.Services.AddAtomicTelemetry(options.Configuration, builder.Configuration);
        builder.Services.AddLocalHouse(options.Configuration, settings.Local, options.Environment);
        if (settings.Storage is { } account)
            AddQueues(builder.Services, account, options);
        var app = builder.Build();
        try
        {
            OpenDatabase(app.Services);
            var isOpen = !settings.Local.House.Access.Oidc.IsConfigured && !await app.Services.GetRequiredService<ApiKeys>().IsAnyAsync(cancellationToken);
            OpenHouse.RefuseStrangers(options.Listen, isOpen, options.DataFolder);
            app.UseHostFiltering();
            app.MapAtomic();
            var house = app.Services.GetRequiredService<LocalHouse>();
            await house.OpenAsync(cancellationToken);
            if (!options.OnlyReads)
                await house.StartAsync(cancellationToken);
            var recovered = house.RunningMicrotasks;
            await ListenAsync(app, options, cancellationToken);
            var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
            var server = new LocalServer(app, house, [.. addresses.Select(static address => new Uri(address))]) { Recovered = recovered, IsOpen = isOpen };
            server._pump?.Start();
            return server;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>A key for this process's own client, which needs one where the data folder has keys: in memory only, and gone with the process.</summary>
    public string CreateOwnKey() => _app.Services.GetRequiredService<ApiKeys>().CreateOwn().Reveal();

    /// <summary>Lets every microtask come to its end, settlement and verdict included.</summary>
    /// <param name="deadline">How long to wait.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many had not ended by then.</returns>
    public async Task<long> WhenAllEndedAsync(TimeSpan deadline, CancellationToken cancellationToken) =>
        await _house.WhenAllEndedAsync(deadline, cancellationToken) ? 0 : _house.RunningMicrotasks;

    /// <summary>
    /// Stops it: refuses new microtasks, lets those under way go on until they have ended or the time is up, makes everything durable and closes the
    /// database. What had not ended goes on after the next start.
    /// </summary>
    /// <param name="deadline">How long to wait for what is under way.</param>
    public async Task StopAsync(TimeSpan deadline)
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
            return;

        // The host first: whoever waits for an answer gets it through the HTTP surface, which still stands, or by queue.
        _pump?.StopReceiving();
        await _house.StopAsync(deadline);
        if (_pump is not null)
        {
            await _pump.StopAsync(LastResults);
            await _pump.DisposeAsync();
        }

        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    /// <summary>Stops it at once.</summary>
    public async ValueTask DisposeAsync() => await StopAsync(TimeSpan.Zero);

    private static WebApplicationBuilder Builder(LocalServerOptions options, ServerOptions settings)
    {
        // Empty: no appsettings.json, no environment and no signals of a host that the command around this does not know of.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        builder.Services.AddRoutingCore();
        builder.Services.AddHostFiltering(filtering => filtering.AllowedHosts = [.. OpenHouse.AllowedHosts(options.Listen, settings.Local.House.Access)]);
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.Logging.SetMinimumLevel(options.Verbose ? LogLevel.Information : LogLevel.Warning);
        LogTo(builder.Logging, settings.Logging.Format);

        // Standard output is for answers.
        builder.Services.Configure<ConsoleLoggerOptions>(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options, settings));
        return builder;
    }

    private static void LogTo(ILoggingBuilder logging, LogFormat format)
    {
        if (format == LogFormat.Json)
        {
            logging.AddJsonConsole(static console => (console.UseUtcTimestamp, console.TimestampFormat) = (true, "O"));
            return;
        }

        logging.AddSimpleConsole(static console =>
        {
            console.SingleLine = true;
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
    }

    private static void Configure(KestrelServerOptions kestrel, LocalServerOptions options, ServerOptions settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = settings.Local.House.Http.MaxBodyBytes + DrainedBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.MaxConcurrentConnections = 10_000;
        foreach (var address in options.Listen)
            kestrel.Listen(address);
    }

    // Messages can be put back on a queue wherever there is one; taken from it by a server that is there to stay.
    private static void AddQueues(IServiceCollection services, AzureStorageOptions account, LocalServerOptions options)
    {
        services.AddSingleton(new AzureStorageConnection(account));
        if (options.TakesQueueJobs)
            services.AddAtomicQueuePump();
        else
            services.AddAtomicQueueSender();
    }

    private static void OpenDatabase(IServiceProvider services)
    {
        try
        {
            _ = services.GetRequiredService<IAtomicDatabase>();
        }
        catch (AtomicException failure)
        {
            throw new CommandException(ExitCode.DatabaseUnavailable, failure.Message, failure);
        }
    }

    private static async Task ListenAsync(WebApplication app, LocalServerOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException failure)
        {
            var places = string.Join(", ", options.Listen.Select(static address => $"http://{address}"));
            throw new CommandException(ExitCode.BadInput, $"{places} cannot be listened to ({failure.Message.TrimEnd('.')}); choose another port with --urls.", failure);
        }
    }
}
