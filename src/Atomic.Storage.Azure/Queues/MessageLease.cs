using Atomic.Core.Errors;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace Atomic.Storage.Azure.Queues;

/// <summary>
/// A message while it is worked on: hidden from others, renewed at half of its visibility until it is deleted or released. Each renewal changes the
/// receipt with which it is deleted, so that none is ever given up in flight.
/// </summary>
internal sealed class MessageLease : IAsyncDisposable
{
    private static readonly TimeSpan ReleaseLimit = TimeSpan.FromSeconds(5);

    private readonly QueueClient _queue;
    private readonly QueueMessage _message;
    private readonly TimeSpan _visibility;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _renewing = new();
    private readonly CancellationTokenSource _held;
    private readonly Task _renewal;
    private string _popReceipt;

    /// <summary>Holds the message from now on.</summary>
    /// <param name="queue">Its queue.</param>
    /// <param name="message">The message, just received.</param>
    /// <param name="visibility">How long it is hidden at a time.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Takes what becomes of it.</param>
    /// <param name="stopping">The work is abandoned.</param>
    public MessageLease(QueueClient queue, QueueMessage message, TimeSpan visibility, TimeProvider time, ILogger logger, CancellationToken stopping)
    {
        (_queue, _message, _visibility, _time, _logger) = (queue, message, visibility, time, logger);
        _popReceipt = message.PopReceipt;
        _held = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _renewal = RenewAsync();
    }

    /// <summary>Cancelled where the message is delivered to somebody else, or the work is abandoned.</summary>
    public CancellationToken Held => _held.Token;

    /// <summary>Deletes the message; where it was lost in the meantime, it is delivered once more, and its result comes twice.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.StorageUnavailable"/>.</exception>
    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        await EndRenewalAsync();
        try
        {
            await _queue.DeleteMessageAsync(_message.MessageId, _popReceipt, cancellationToken);
        }
        catch (RequestFailedException failure) when (IsLoss(failure))
        {
            AzureStorageLog.QueueMessageLost(_logger, _message.MessageId, _queue.Name);
        }
    }

    /// <summary>Lets the message be delivered again.</summary>
    /// <param name="delay">When; whole seconds.</param>
    public async Task ReleaseAsync(TimeSpan delay)
    {
        await EndRenewalAsync();
        using var limit = new CancellationTokenSource(ReleaseLimit, _time);
        try
        {
            await _queue.UpdateMessageAsync(_message.MessageId, _popReceipt, (string?)null, delay, limit.Token);
        }
        catch (Exception failure) when (failure is RequestFailedException or AtomicException or OperationCanceledException)
        {
            // It becomes visible by itself when its time is over.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndRenewalAsync();
        _renewing.Dispose();
        _held.Dispose();
    }

    private async Task EndRenewalAsync()
    {
        await _renewing.CancelAsync();
        await _renewal;
    }

    private async Task RenewAsync()
    {
        var half = _visibility / 2;
        var wait = half;
        while (await WaitAsync(wait))
        {
            try
            {
                var renewed = await _queue.UpdateMessageAsync(_message.MessageId, _popReceipt, (string?)null, _visibility, CancellationToken.None);
                _popReceipt = renewed.Value.PopReceipt;
                wait = half;
            }
            catch (RequestFailedException failure) when (IsLoss(failure))
            {
                AzureStorageLog.QueueMessageLost(_logger, _message.MessageId, _queue.Name);
                await _held.CancelAsync();
                return;
            }
            catch (Exception failure) when (failure is RequestFailedException or AtomicException)
            {
                // Some of the time is left: the account may be back before it is over.
                wait = _visibility / 10;
            }
        }
    }

    private async Task<bool> WaitAsync(TimeSpan wait)
    {
        try
        {
            await Task.Delay(wait, _time, _renewing.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    // MessageNotFound, and PopReceiptMismatch: somebody else received it.
    private static bool IsLoss(RequestFailedException failure) => failure.Status is 404 or 400;
}
