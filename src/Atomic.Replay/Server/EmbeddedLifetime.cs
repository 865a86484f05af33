namespace Atomic.Replay.Server;

/// <summary>A lifetime that ends with the object: the server must not take Ctrl+C and SIGTERM away from the program that it is part of.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
