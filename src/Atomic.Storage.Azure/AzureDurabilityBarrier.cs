using Atomic.Orchestration.Ports;

namespace Atomic.Storage.Azure;

/// <summary>Nothing to wait for: each store's method returns once the service has answered, and the service answers once the change is on three replicas.</summary>
public sealed class AzureDurabilityBarrier : IDurabilityBarrier
{
    /// <inheritdoc/>
    public Task WaitUntilDurableAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
