using Atomic.Orchestration.Queues;

namespace Atomic.Orchestration.Ports;

/// <summary>Queue messages that were given up. See <see cref="IPayloadStore"/> for what all ports promise.</summary>
public interface IPoisonStore
{
    /// <summary>Keeps a message; one of the same id is replaced.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask AddAsync(PoisonMessage message, CancellationToken cancellationToken);

    /// <summary>The messages, the newest first.</summary>
    /// <param name="top">How many at most, 1 to 1,000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<PoisonMessage>> ListAsync(int top, CancellationToken cancellationToken);

    /// <summary>The message of that id, or null.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<PoisonMessage?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Lets a message go.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False where there is none of that id.</returns>
    ValueTask<bool> RemoveAsync(string id, CancellationToken cancellationToken);
}
