using Atomic.Core.Errors;
using Atomic.Functions.Clients;
using Atomic.Functions.Http;
using Atomic.Functions.Queues;
using Atomic.Functions.Retention;
using Atomic.Hosting;
using Atomic.Hosting.Telemetry;
using Atomic.Http.Access;
using Atomic.Http.Health;
using Atomic.Orchestration.Durable;
using Atomic.Orchestration.Options;
using Atomic.Orchestration.Queues;
using Atomic.Providers.Telemetry;
using Atomic.Storage.Azure;
using Atomic.Storage.Azure.Queues;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Atomic.Functions.Composition;

/// <summary>Registers the house on Azure Functions.</summary>
public static class FunctionsServices
{
    /// <summary>
    /// Answers above that many bytes travel by reference: the custom status of an instance holds 16 KiB of UTF-16, and what is published of an answer
    /// stands in it beside the journal.
    /// </summary>
    public const int MaxInlineOutputBytes = 4 * 1024;

    /// <summary>Registers it. The options are checked now; nothing is connected to.</summary>
    /// <param name="services">The worker's services.</param>
    /// <param name="configuration">The configuration's root.</param>
    /// <param name="environment">Looks up environment variables that configure models; null: those of the process.</param>
    /// <exception cref="AtomicException">An option or the market cannot be used.</exception>
    public static IServiceCollection AddAtomicFunctions(
        this IServiceCollection services, IConfiguration configuration, Func<string, string?>? environment = null)
    {
        var house = HouseOptions.Read(configuration, new OrchestrationOptions { MaxInlineOutputBytes = MaxInlineOutputBytes });

        // A worker shares its sandbox with others of the plan, and may not limit what it starts.
        if (house.Verification.Executables.Count > 0)
            throw new AtomicException(ErrorCodes.InvalidConfiguration, "Atomic:Verification:Executables cannot be used on Azure Functions, where no program of the operator's can be run; use another verifier, or the local host.");
        var retention = configuration.BindStrictly<RetentionOptions>(RetentionOptions.Section);
        if (retention.Problems() is [var problem, ..])
            throw new AtomicException(ErrorCodes.InvalidConfiguration, problem);

        // An example is not shown any more when its microtask may be gone.
        if (retention.Days > 0 && TimeSpan.FromDays(retention.Days) < house.Specialists.DemonstrationAge)
            house.Specialists.DemonstrationAge = TimeSpan.FromDays(retention.Days);
        if (house.Orchestration.MaxInlineOutputBytes > MaxInlineOutputBytes)
        {
            throw new AtomicException(
                ErrorCodes.InvalidConfiguration,
                $"Atomic:Orchestration:MaxInlineOutputBytes is {house.Orchestration.MaxInlineOutputBytes}; on Azure Functions set it to 256 to {MaxInlineOutputBytes} bytes, or leave it out.");
        }

        if (house.Queues.Input != QueueFunctions.Input)
        {
            throw new AtomicException(
                ErrorCodes.InvalidConfiguration,
                $"{QueueOptions.Section}:Input is '{house.Queues.Input}'; on Azure Functions the trigger is bound to '{QueueFunctions.Input}': leave the setting out.");
        }

        services.AddAtomicTelemetry(configuration);
        services.AddOptions<WorkerOptions>().Configure<ModelTelemetry>(LeaveTelemetryToTheWorker);
        services.AddAtomicHouse(configuration, house, environment);
        services.AddSingleton<ILocalCaller>(new DevelopmentCaller(environment ?? Environment.GetEnvironmentVariable));
        services.AddAtomicAzureStorage(configuration, house.Budgets);
        services.AddAtomicQueueSender();
        services.AddSingleton(retention);
        services.AddSingleton<DurableClientAccessor>();
        services.AddSingleton<IOrchestrationClient, DurableTaskOrchestrationClient>();
        services.AddSingleton<HouseReadiness>();
        services.AddSingleton<IHouseState, AzureHouseState>();
        services.AddSingleton<IReadinessProbe, HouseReadinessProbe>();
        services.AddSingleton<HttpSurface>();
        services.AddSingleton<PurgeRun>();
        services.AddHostedService<HouseStart>();
        return services;
    }

    // What Microsoft.Azure.Functions.Worker.OpenTelemetry tells the host as well: it would export the worker's logs and traces a second time.
    private static void LeaveTelemetryToTheWorker(WorkerOptions worker, ModelTelemetry telemetry)
    {
        if (telemetry.IsOn)
            worker.Capabilities["WorkerOpenTelemetryEnabled"] = bool.TrueString;
    }
}
