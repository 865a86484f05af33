using Atomic.Core.Errors;
using Atomic.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Atomic.InProcess;

/// <summary>Registers the whole house of one process: the parts that every host shares, the embedded durable host, and the stores in one SQLite file.</summary>
public static class LocalHouseServices
{
    /// <summary>
    /// Registers it. Nothing is opened before something of it is asked for; <see cref="LocalHouse"/> starts and stops it, and the container closes the
    /// database after everything that writes to it.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The configuration, for the market.</param>
    /// <param name="options">The parts' options.</param>
    /// <param name="environment">Looks up environment variables that configure models; null: those of the process.</param>
    /// <exception cref="AtomicException">The market cannot be used.</exception>
    public static IServiceCollection AddLocalHouse(
        this IServiceCollection services, IConfiguration configuration, LocalHouseOptions options, Func<string, string?>? environment = null)
    {
        services.AddAtomicHouse(configuration, options.House, environment);
        services.AddStores(options);
        services.AddDurableHost(options.Host);
        services.AddSingleton<LocalHouse>();
        return services;
    }
}
