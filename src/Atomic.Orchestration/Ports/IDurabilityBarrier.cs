namespace Atomic.Orchestration.Ports;

/// <summary>Lets a caller wait until what the ports have taken so far is durable.</summary>
public interface IDurabilityBarrier
{
    /// <summary>Completes once every change that the ports had taken when it was called is durable.</summary>
    /// <param name="cancellationToken">Gives up waiting; the changes become durable all the same.</param>
    Task WaitUntilDurableAsync(CancellationToken cancellationToken);
}
