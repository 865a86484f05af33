using Microsoft.Extensions.Hosting;

namespace Atomic.InProcess;

/// <summary>
/// The house's life in an application's own host. It starts ahead of every service, so that each may use it from its own start, and stops with the services:
/// those that were registered after it, a web server among them, stop before it and still get their answers.
/// </summary>
/// <param name="house">The house.</param>
/// <param name="options">How long it may take to stop.</param>
internal sealed class LocalHouseLifetime(LocalHouse house, InProcessOptions options) : IHostedLifecycleService
{
    /// <inheritdoc/>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await house.OpenAsync(cancellationToken);
        await house.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var stop = house.StopAsync(options.StopTimeout);
        try
        {
            await stop.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The host waits no longer. Disposing of the house cuts off what is under way, and it goes on after the next start.
        }
    }

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
