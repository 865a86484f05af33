using Microsoft.Extensions.Hosting;

namespace Atomic.Cli.Composition;

/// <summary>A host that takes no signals: the command around it does, and knows what to bring to an end first.</summary>
internal sealed class SilentLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
