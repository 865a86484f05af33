using Atomic.Hosting.Verifiers;
using Atomic.Http;
using Atomic.Orchestration.Activities;
using Atomic.Orchestration.Failures;
using Atomic.Orchestration.Queues;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Streaming;
using Atomic.Orchestration.WhatIf;
using Atomic.Providers;
using Atomic.Providers.Specialists;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Atomic.Hosting;

/// <summary>Registers the parts of the house that decide, execute and answer, the same on every host.</summary>
public static class HouseServices
{
    /// <summary>
    /// Registers them. The host adds its <see cref="Orchestration.Durable.IOrchestrationClient"/> and the ports of
    /// <see cref="Orchestration.Ports"/> that keep state, and its <see cref="Http.Access.ILocalCaller"/> where callers do not connect to it themselves.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The configuration, for the market.</param>
    /// <param name="options">The parts' options.</param>
    /// <param name="environment">Looks up environment variables that configure models; null: those of the process.</param>
    /// <exception cref="Core.Errors.AtomicException">The market cannot be used.</exception>
    public static IServiceCollection AddAtomicHouse(
        this IServiceCollection services, IConfiguration configuration, HouseOptions options, Func<string, string?>? environment = null)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(options.Orchestration);
        services.AddAtomicProviders(configuration, environment ?? Environment.GetEnvironmentVariable);
        services.AddAtomicSpecialists(options.Specialists);
        services.AddSingleton<PayloadResolver>();
        services.AddSingleton<OutputStorage>();
        services.AddSingleton<AnswerFeeds>();
        services.AddSingleton<EmbedActivity>();
        services.AddSingleton<CollectBidsActivity>();
        services.AddSingleton<AwardActivity>();
        services.AddSingleton<AttemptActivity>();
        services.AddSingleton<Measurements>();
        services.AddSingleton<SettleActivity>();
        services.AddSingleton<VerdictActivity>();
        services.AddSingleton<Admission>();
        services.AddSingleton<Judgements>();
        services.AddSingleton<Teaching>();
        services.AddVerification(options.Verification);
        services.AddSingleton<IMicrotaskService, MicrotaskService>();
        services.AddSingleton(options.Queues);
        services.AddSingleton<QueueJobHandler>();
        services.AddSingleton<IFailureService, FailureService>();
        services.AddSingleton<IWhatIfService, WhatIfService>();
        return services.AddAtomicHttp(
            http =>
            {
                http.MaxBodyBytes = options.Http.MaxBodyBytes;
                http.DefaultWaitSeconds = options.Http.DefaultWaitSeconds;
                http.MaxWaitSeconds = options.Http.MaxWaitSeconds;
                http.RetryAfterSeconds = options.Http.RetryAfterSeconds;
                http.StreamKeepAliveSeconds = options.Http.StreamKeepAliveSeconds;
            },
            options.Access);
    }
}
