using Atomic.Http.Access;
using Atomic.Http.Health;
using Atomic.Http.Routes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Atomic.Http;

/// <summary>Registers the HTTP surface.</summary>
public static class AtomicHttpServices
{
    /// <summary>
    /// Registers what <see cref="AtomicEndpoints.MapAtomic"/> needs. Add an <see cref="IReadinessProbe"/> for each part that has to be up first, and an
    /// <see cref="ILocalCaller"/> where <see cref="LoopbackCaller"/> does not fit the host.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Changes the options; checked at start.</param>
    /// <param name="access">Who is served; null: whoever has a key, or the machine itself while there is none.</param>
    public static IServiceCollection AddAtomicHttp(
        this IServiceCollection services, Action<AtomicHttpOptions>? configure = null, AccessOptions? access = null)
    {
        services.AddAtomicAccess(access ?? new AccessOptions());
        services
            .AddOptions<AtomicHttpOptions>()
            .Configure(options => configure?.Invoke(options))
            .Validate(static options => options.IsValid(), "An option of the HTTP surface is out of its range; see AtomicHttpOptions.")
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IReadinessProbe, ShutdownProbe>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IReadinessProbe, MarketProbe>());
        services.TryAddSingleton<AtomicRoutes>();
        return services;
    }
}
