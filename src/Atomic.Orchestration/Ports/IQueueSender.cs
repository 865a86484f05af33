using Atomic.Core.Errors;

namespace Atomic.Orchestration.Ports;

/// <summary>Puts messages on queues; where no queue is configured a host has none.</summary>
public interface IQueueSender
{
    /// <summary>Puts a message on a queue, which is made where it is missing; the message is durable there when this returns.</summary>
    /// <param name="queue">The queue's name.</param>
    /// <param name="text">The message's text, at most 48 KiB in UTF-8 unless it came from a queue itself.</param>
    /// <param name="cancellationToken">Gives up; the message may be there all the same.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.StorageUnavailable"/>: the queue cannot be reached.</exception>
    Task PutAsync(string queue, string text, CancellationToken cancellationToken);
}
