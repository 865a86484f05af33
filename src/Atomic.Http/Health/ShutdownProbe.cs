using Atomic.Core.Errors;
using Atomic.Orchestration.Service;
using Microsoft.Extensions.Hosting;

namespace Atomic.Http.Health;

/// <summary>A host that is stopping takes no more work, so that a load balancer turns away before the port closes.</summary>
/// <param name="lifetime">The host's life.</param>
internal sealed class ShutdownProbe(IHostApplicationLifetime lifetime) : IReadinessProbe
{
    /// <inheritdoc/>
    public ValueTask<Problem?> CheckAsync(CancellationToken cancellationToken) =>
        new(lifetime.ApplicationStopping.IsCancellationRequested
            ? new Problem(ErrorCodes.ShuttingDown, "The service is shutting down; what was accepted goes on after the restart.")
            : null);
}
