using Atomic.Core.Errors;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Bidders;
using Atomic.Providers.Clients;
using Atomic.Providers.Configuration;
using Atomic.Providers.Embedders;
using Atomic.Providers.Marketplaces;
using Atomic.Providers.Specialists;
using Atomic.Providers.Telemetry;
using Atomic.Providers.Tokens;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atomic.Providers;

/// <summary>Registers the market.</summary>
public static class ProviderServices
{
    /// <summary>
    /// Registers <see cref="IMarketplace"/>: the configured models, and every <see cref="IBidder"/> that is registered beside them (specialists).
    /// The configuration is read and checked now, so that a host with a wrong one does not start.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The configuration's root.</param>
    /// <param name="environment">Looks up an environment variable; null: the process's environment.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidMarket"/>: one sentence per problem.</exception>
    public static IServiceCollection AddAtomicProviders(
        this IServiceCollection services,
        IConfiguration configuration,
        Func<string, string?>? environment = null)
    {
        var variables = environment ?? Environment.GetEnvironmentVariable;
        var options = MarketOptionsReader.Read(configuration, variables);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TokenCounter>();
        services.AddSingleton(options);
        services.AddSingleton(DemonstrationKinds.Of(options));
        services.TryAddSingleton(provider => new ChatClientFactory(provider.GetRequiredService<TimeProvider>(), variables));
        services.AddSingleton(provider => new ModelBidders(
            options,
            provider.GetRequiredService<ChatClientFactory>(),
            provider.GetRequiredService<TokenCounter>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILogger<ModelBidders>>() ?? NullLogger<ModelBidders>.Instance,
            provider.GetService<ModelTelemetry>(),
            provider.GetService<IDemonstrations>()));
        services.AddSingleton<IMarketplace>(static provider => new Marketplace(
            provider.GetRequiredService<ModelBidders>().Bidders.Concat(provider.GetServices<IBidder>()),
            provider.GetRequiredService<TokenCounter>(),
            InputEmbedders.Of(provider.GetRequiredService<MarketOptions>(), provider)));
        return services;
    }
}
