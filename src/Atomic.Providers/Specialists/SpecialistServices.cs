using Atomic.Orchestration.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Atomic.Providers.Specialists;

/// <summary>Registers the specialists.</summary>
public static class SpecialistServices
{
    /// <summary>
    /// Registers <see cref="SpecialistRooms"/> as what learns from examples and <see cref="SpecialistBidder"/> as a bidder. Needs an
    /// <see cref="IExampleStore"/> and logging; the host calls <see cref="SpecialistRooms.LoadAsync"/> before it takes microtasks.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="Core.Errors.AtomicException">Settings out of range.</exception>
    public static IServiceCollection AddAtomicSpecialists(this IServiceCollection services, SpecialistOptions options)
    {
        SpecialistOptionsCheck.ThrowIfInvalid(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<SpecialistRooms>();
        services.AddSingleton<IExampleLearner>(static provider => provider.GetRequiredService<SpecialistRooms>());
        services.AddSingleton<IContextReader>(static provider => provider.GetRequiredService<SpecialistRooms>());
        services.AddSingleton<IDemonstrations>(static provider => provider.GetRequiredService<SpecialistRooms>());
        if (options.Enabled) services.AddSingleton<IBidder, SpecialistBidder>();
        return services;
    }
}
