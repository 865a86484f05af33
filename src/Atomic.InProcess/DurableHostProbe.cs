using Atomic.Core.Errors;
using Atomic.Http.Health;
using Atomic.LocalHost;
using Atomic.Orchestration.Durable;
using Atomic.Orchestration.Service;

namespace Atomic.InProcess;

/// <summary>No work is taken while the durable host stops, or once its database has failed.</summary>
/// <param name="host">The host.</param>
internal sealed class DurableHostProbe(IOrchestrationClient host) : IReadinessProbe
{
    /// <inheritdoc/>
    public ValueTask<Problem?> CheckAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(host is DurableHost { IsReady: true } ? null : new Problem(ErrorCodes.ShuttingDown, "The durable host takes no work: it is stopping, or its database has failed."));
}
