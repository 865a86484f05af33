using Atomic.Client;
using Atomic.Client.Chat;
using Atomic.Client.Transport;
using Atomic.Core.Errors;
using Atomic.Http.Routes;
using Atomic.InProcess.Calls;
using Atomic.Orchestration.Access;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Atomic.InProcess;

/// <summary>Puts the whole house into an application's own process: one line of dependency injection, no server, no port.</summary>
public static class AtomicInProcessServices
{
    private static readonly Uri Address = new("http://in-process/");

    /// <summary>
    /// Registers the house with an <see cref="IAtomicClient"/> and an <see cref="IChatClient"/> over it. It starts before the application's own services and
    /// stops after them; what was under way goes on after the next start. A web application may serve the house as well, by <c>MapAtomic()</c>.
    /// </summary>
    /// <param name="services">The services of a generic host.</param>
    /// <param name="configuration">The application's configuration; only its section <c>Atomic</c> is read, see docs/cli.md.</param>
    /// <param name="configure">Sets where the data is, and how the house stops.</param>
    /// <returns>The chat client's pipeline, for instance for <c>UseFunctionInvocation()</c>.</returns>
    /// <exception cref="AtomicException">The configuration cannot be used.</exception>
    /// <exception cref="ArgumentException">An option cannot be used.</exception>
    public static ChatClientBuilder AddAtomicInProcess(this IServiceCollection services, IConfiguration configuration, Action<InProcessOptions>? configure = null)
    {
        var options = new InProcessOptions();
        configure?.Invoke(options);
        InProcessOptions.Validate(options);
        var calls = new AtomicClientOptions { BaseUrl = Address, RunTimeout = options.RunTimeout, ChatModel = options.ChatModel };
        AtomicClientOptions.Validate(calls);

        services.AddLocalHouse(configuration, LocalHouseOptions.Read(configuration, Path.GetFullPath(options.DataFolder)), options.Environment);
        services.AddSingleton(options);
        services.AddHostedService<LocalHouseLifetime>();
        services.AddSingleton(static provider => new InProcessHandler(
            provider.GetRequiredService<AtomicRoutes>(), provider.GetRequiredService<LocalHouse>(), provider.GetRequiredService<ApiKeys>()));
        services.AddSingleton<IAtomicClient>(provider => new AtomicClient(HttpOf(provider, calls), calls, provider.GetRequiredService<TimeProvider>(), owns: true));
        return services.AddChatClient(provider => new AuctionChatClient(HttpOf(provider, calls), calls, owns: true));
    }

    // Each client may be disposed of by itself; the handler stays.
    private static HttpClient HttpOf(IServiceProvider provider, AtomicClientOptions calls) =>
        HttpClients.Create(calls, provider.GetRequiredService<TimeProvider>(), new SharedHandler(provider.GetRequiredService<InProcessHandler>()));
}
