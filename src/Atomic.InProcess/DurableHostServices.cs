using Atomic.Http.Health;
using Atomic.LocalHost;
using Atomic.Orchestration.Activities;
using Atomic.Orchestration.Durable;
using Atomic.Orchestration.Microtasks;
using Atomic.Storage.Sqlite;
using Atomic.Storage.Sqlite.Database;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Atomic.InProcess;

/// <summary>Registers the embedded durable host with the flow's orchestration and activities.</summary>
internal static class DurableHostServices
{
    /// <summary>Registers it.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">The host's options.</param>
    public static void AddDurableHost(this IServiceCollection services, DurableHostOptions options)
    {
        // Under one type only: the container would dispose it once for each.
        services.AddSingleton<IOrchestrationClient>(provider => HostOf(provider, options));
        services.AddSingleton<IReadinessProbe, DurableHostProbe>();
    }

    private static DurableHost HostOf(IServiceProvider provider, DurableHostOptions options)
    {
        var builder = new DurableHostBuilder
        {
            Options = options,
            Time = provider.GetRequiredService<TimeProvider>(),
            LoggerFactory = provider.GetRequiredService<ILoggerFactory>(),
        };
        var embed = provider.GetRequiredService<EmbedActivity>();
        var collectBids = provider.GetRequiredService<CollectBidsActivity>();
        var award = provider.GetRequiredService<AwardActivity>();
        var attempt = provider.GetRequiredService<AttemptActivity>();
        var settle = provider.GetRequiredService<SettleActivity>();
        var verdict = provider.GetRequiredService<VerdictActivity>();
        return builder
            .AddOrchestration(MicrotaskOrchestration.Definition)
            .AddActivity(MicrotaskActivities.Embed, (order, _, cancellationToken) => embed.RunAsync(order, cancellationToken))
            .AddActivity(MicrotaskActivities.CollectBids, (request, _, cancellationToken) => collectBids.RunAsync(request, cancellationToken))
            .AddActivity(MicrotaskActivities.Award, (order, _, cancellationToken) => award.RunAsync(order, cancellationToken))
            .AddActivity(MicrotaskActivities.Attempt, (order, _, cancellationToken) => attempt.RunAsync(order, cancellationToken))
            .AddActivity(MicrotaskActivities.Settle, (order, _, cancellationToken) => settle.RunAsync(order, cancellationToken))
            .AddActivity(MicrotaskActivities.Verdict, (order, _, cancellationToken) => verdict.RunAsync(order, cancellationToken))
            .AddPurgeListener(new StatePurgeListener(provider.GetRequiredService<SqliteStores>().Purge, builder.Time))
            .Build(provider.GetRequiredService<IAtomicDatabase>());
    }
}
