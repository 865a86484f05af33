using Atomic.Core.Errors;
using Atomic.Orchestration.Ports;
using Atomic.Storage.Azure.Connection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atomic.Storage.Azure;

/// <summary>Registers the ports of state on a storage account.</summary>
public static class AzureStorageServices
{
    /// <summary>
    /// Registers the ports, <see cref="AzureStores"/> and <see cref="AzureStorageAvailability"/>. The options are checked now; nothing is
    /// connected to before the host calls <see cref="AzureStores.EnsureCreatedAsync"/>, which it does in its own way: at its start, or again until it succeeds.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The configuration's root.</param>
    /// <param name="budgets">The budgets.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidConfiguration"/>.</exception>
    public static IServiceCollection AddAtomicAzureStorage(this IServiceCollection services, IConfiguration configuration, IReadOnlyList<BudgetOptions> budgets)
    {
        var connection = new AzureStorageConnection(Bind(configuration));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(connection);
        services.AddSingleton(provider => new AzureStores(
            connection,
            budgets,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILogger<AzureStores>>() ?? NullLogger<AzureStores>.Instance));
        services.AddSingleton(static provider => provider.GetRequiredService<AzureStores>().TrackRecords);
        services.AddSingleton(static provider => provider.GetRequiredService<AzureStores>().Budgets);
        services.AddSingleton(static provider => provider.GetRequiredService<AzureStores>().Payloads);
        services.AddSingleton(static provider => provider.GetRequiredService<AzureStores>().Feedback);
        services.AddSingleton(static provider => provider.GetRequiredService<AzureStores>().Examples);
        services.AddSingleton(static provider => provider.GetRequiredService<AzureStores>().ApiKeys);
        services.AddSingleton(static provider => provider.GetRequiredService<AzureStores>().Poison);
        services.AddSingleton(static provider => provider.GetRequiredService<AzureStores>().Attempts);
        services.AddSingleton(static provider => provider.GetRequiredService<AzureStores>().Instances);
        services.AddSingleton(static provider => provider.GetRequiredService<AzureStores>().Barrier);
        services.AddSingleton(static provider => provider.GetRequiredService<AzureStores>().Purge);
        services.AddSingleton(static provider => provider.GetRequiredService<AzureStores>().Availability);
        return services;
    }

    private static AzureStorageOptions Bind(IConfiguration configuration)
    {
        var options = new AzureStorageOptions();
        try
        {
            configuration.GetSection(AzureStorageOptions.Section).Bind(options, static binder => binder.ErrorOnUnknownConfiguration = true);
            return options;
        }
        catch (InvalidOperationException failure)
        {
            throw new AtomicException(
                ErrorCodes.InvalidConfiguration, $"{AzureStorageOptions.Section} cannot be used: {failure.InnerException?.Message ?? failure.Message}", failure);
        }
    }
}
