using Atomic.Client.Chat;
using Atomic.Client.Transport;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Atomic.Client;

/// <summary>Registers Atomic for an application: one line of dependency injection.</summary>
public static class AtomicClientServices
{
    /// <summary>Registers an <see cref="IAtomicClient"/> and an <see cref="IChatClient"/> over a server.</summary>
    /// <param name="services">The services.</param>
    /// <param name="server">The server's base URL.</param>
    /// <param name="apiKey">The API key; null: none is sent.</param>
    /// <returns>The chat client's pipeline, for instance for <c>UseFunctionInvocation()</c>.</returns>
    public static ChatClientBuilder AddAtomic(this IServiceCollection services, Uri server, string? apiKey = null) =>
        services.AddAtomic(options => (options.BaseUrl, options.ApiKey) = (server, apiKey));

    /// <summary>Registers an <see cref="IAtomicClient"/> and an <see cref="IChatClient"/> over a server.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The chat client's pipeline, for instance for <c>UseFunctionInvocation()</c>.</returns>
    /// <exception cref="ArgumentException">An option cannot be used.</exception>
    public static ChatClientBuilder AddAtomic(this IServiceCollection services, Action<AtomicClientOptions> configure)
    {
        var options = new AtomicClientOptions();
        configure(options);
        AtomicClientOptions.Validate(options);
        services.TryAddSingleton(TimeProvider.System);
        services
            .AddHttpClient(HttpClients.Name, http => HttpClients.Configure(http, options))
            .ConfigurePrimaryHttpMessageHandler(() => HttpClients.Handler(options.BaseUrl!))
            .AddHttpMessageHandler(provider => new RetryHandler(options, provider.GetRequiredService<TimeProvider>()))

            // The clients live as long as the application; connections are renewed by their own lifetime.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        services.TryAddSingleton<IAtomicClient>(provider => new AtomicClient(HttpOf(provider), options, provider.GetRequiredService<TimeProvider>()));
        return services.AddChatClient(provider => new AuctionChatClient(HttpOf(provider), options));
    }

    private static HttpClient HttpOf(IServiceProvider provider) => provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClients.Name);
}
