using Atomic.Orchestration.Ports;
using Atomic.Storage.Azure.Connection;
using Microsoft.Extensions.DependencyInjection;

namespace Atomic.Storage.Azure.Queues;

/// <summary>Registers what takes messages from the account's queues and puts them there. Needs the account's <see cref="AzureStorageConnection"/>.</summary>
public static class AzureQueueServices
{
    /// <summary>Registers what puts messages on queues.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddAtomicQueueSender(this IServiceCollection services) => services.AddSingleton<IQueueSender, AzureQueueSender>();

    /// <summary>Registers the pump, which its host starts and stops; for hosts without queue triggers.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddAtomicQueuePump(this IServiceCollection services) => services.AddAtomicQueueSender().AddSingleton<QueuePump>();
}
