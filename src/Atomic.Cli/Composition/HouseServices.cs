using Atomic.Http;
using Atomic.Http.Health;
using Atomic.LocalHost;
using Atomic.Orchestration.Activities;
using Atomic.Orchestration.Durable;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Service;
using Atomic.Providers;
using Atomic.Providers.Specialists;
using Atomic.Storage.Sqlite;
using Atomic.Storage.Sqlite.Database;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Atomic.Cli.Composition;

/// <summary>Registers the parts of the house that decide, execute and answer.</summary>
internal static class HouseServices
{
    /// <summary>Registers them.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">What the server is built from.</param>
    /// <param name="settings">The parts' options.</param>
    /// <exception cref="Core.Errors.AtomicException">The market cannot be used.</exception>
    public static void AddHouse(this IServiceCollection services, LocalServerOptions options, ServerOptions settings)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(settings.Orchestration);
        services.AddAtomicProviders(options.Configuration, options.Environment);
        services.AddAtomicSpecialists(settings.Specialists);
        services.AddSingleton<PayloadResolver>();
        services.AddSingleton<CollectBidsActivity>();
        services.AddSingleton<AwardActivity>();
        services.AddSingleton<AttemptActivity>();
        services.AddSingleton<SettleActivity>();

        // Under one type only: the container would dispose it once for each.
        services.AddSingleton<IOrchestrationClient>(provider => HostOf(provider, settings));
        services.AddSingleton<Admission>();
        services.AddSingleton<Teaching>();
        services.AddSingleton<IMicrotaskService, MicrotaskService>();
        services.AddAtomicHttp(http =>
        {
            http.MaxBodyBytes = settings.Http.MaxBodyBytes;
            http.DefaultWaitSeconds = settings.Http.DefaultWaitSeconds;
            http.MaxWaitSeconds = settings.Http.MaxWaitSeconds;
            http.RetryAfterSeconds = settings.Http.RetryAfterSeconds;
        });
        services.AddSingleton<IReadinessProbe, DurableHostProbe>();
    }

    private static DurableHost HostOf(IServiceProvider provider, ServerOptions settings)
    {
        var builder = new DurableHostBuilder
        {
            Options = settings.Host,
            Time = provider.GetRequiredService<TimeProvider>(),
            LoggerFactory = provider.GetRequiredService<ILoggerFactory>(),
        };
        var collectBids = provider.GetRequiredService<CollectBidsActivity>();
        var award = provider.GetRequiredService<AwardActivity>();
        var attempt = provider.GetRequiredService<AttemptActivity>();
        var settle = provider.GetRequiredService<SettleActivity>();
        return builder
            .AddOrchestration(MicrotaskOrchestration.Definition)
            .AddActivity(MicrotaskActivities.CollectBids, (request, _, cancellationToken) => collectBids.RunAsync(request, cancellationToken))
            .AddActivity(MicrotaskActivities.Award, (order, _, cancellationToken) => award.RunAsync(order, cancellationToken))
            .AddActivity(MicrotaskActivities.Attempt, (order, _, cancellationToken) => attempt.RunAsync(order, cancellationToken))
            .AddActivity(MicrotaskActivities.Settle, (order, _, cancellationToken) => settle.RunAsync(order, cancellationToken))
            .AddPurgeListener(new StatePurgeListener(provider.GetRequiredService<SqliteStores>().Purge, builder.Time))
            .Build(provider.GetRequiredService<IAtomicDatabase>());
    }
}
