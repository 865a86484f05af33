using Atomic.Core.Errors;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Queues;
using Atomic.Storage.Azure.Connection;
using Azure;
using Azure.Storage.Queues;

namespace Atomic.Storage.Azure.Queues;

/// <summary>Puts messages on the account's queues; they stay until somebody takes them.</summary>
/// <param name="connection">The account.</param>
/// <param name="options">How messages are written.</param>
public sealed class AzureQueueSender(AzureStorageConnection connection, QueueOptions options) : IQueueSender
{
    // The service's own default would let a result go after seven days.
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    /// <inheritdoc/>
    public async Task PutAsync(string queue, string text, CancellationToken cancellationToken)
    {
        var client = connection.Queues.GetQueueClient(queue);
        var body = QueueText.Encode(text, options.Encoding);
        try
        {
            await PutAsync(client, body, cancellationToken);
        }
        catch (RequestFailedException failure)
        {
            throw new AtomicException(
                ErrorCodes.StorageUnavailable, $"The queue '{queue}' does not take the message ({failure.ErrorCode ?? $"status {failure.Status}"}); look at the queue.", failure);
        }
    }

    private static async Task PutAsync(QueueClient client, string body, CancellationToken cancellationToken)
    {
        try
        {
            await client.SendMessageAsync(body, timeToLive: Forever, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            await client.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            await client.SendMessageAsync(body, timeToLive: Forever, cancellationToken: cancellationToken);
        }
    }
}
