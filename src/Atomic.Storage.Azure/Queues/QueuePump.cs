using Atomic.Core.Errors;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Queues;
using Atomic.Orchestration.Service;
using Atomic.Storage.Azure.Connection;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace Atomic.Storage.Azure.Queues;

/// <summary>
/// Takes messages from the input queue and hands them to the <see cref="QueueJobHandler"/>, for a host that has no queue trigger of its own. A message is
/// deleted after its result is on the output queue: a crash in between repeats the result, and never loses it. An account that cannot be reached is
/// asked again and again, and stops nothing else.
/// </summary>
public sealed class QueuePump : IAsyncDisposable
{
    // What the service hands out at once.
    private const int MaxBatch = 32;

    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan FirstPollAfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastPollAfterFailure = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AbandonLimit = TimeSpan.FromSeconds(10);

    private readonly QueueServiceClient _service;
    private readonly QueueClient _input;
    private readonly IQueueSender _results;
    private readonly QueueJobHandler _handler;
    private readonly QueueOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<QueuePump> _logger;
    private readonly SemaphoreSlim _slots;
    private readonly CancellationTokenSource _receiving = new();
    private readonly CancellationTokenSource _working = new();
    private Task _loop = Task.CompletedTask;
    private bool _areQueuesMade;
    private bool _isFailing;
    private int _stopped;

    /// <summary>A pump that does nothing yet.</summary>
    /// <param name="connection">The account that has the queues.</param>
    /// <param name="results">Takes the results.</param>
    /// <param name="handler">Works messages off.</param>
    /// <param name="options">Which queues, and how.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Takes what becomes of messages, never their text.</param>
    public QueuePump(
        AzureStorageConnection connection, IQueueSender results, QueueJobHandler handler, QueueOptions options, TimeProvider time, ILogger<QueuePump> logger)
    {
        (_service, _results, _handler, _options, _time, _logger) = (connection.Queues, results, handler, options, time, logger);
        _input = _service.GetQueueClient(options.Input);
        _slots = new SemaphoreSlim(options.Concurrency);
    }

    /// <summary>Where it takes messages from, without credentials.</summary>
    public Uri Source => new(_input.Uri.GetLeftPart(UriPartial.Path));

    /// <summary>Begins to take messages.</summary>
    public void Start() => _loop = ReceiveAsync();

    /// <summary>Takes no more messages; what is under way goes on.</summary>
    public void StopReceiving() => _receiving.Cancel();

    /// <summary>Takes no more messages, lets those under way come to their end, and then gives back those that have not.</summary>
    /// <param name="deadline">How long to wait for them.</param>
    public async Task StopAsync(TimeSpan deadline)
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
            return;
        StopReceiving();
        var left = await WaitForEndsAsync(_options.Concurrency, deadline);
        if (left > 0)
        {
            await _working.CancelAsync();
            await WaitForEndsAsync(left, AbandonLimit);
        }

        await _loop;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(TimeSpan.Zero);
        _receiving.Dispose();
        _working.Dispose();
        _slots.Dispose();
    }

    private async Task ReceiveAsync()
    {
        var idle = new PollingBackoff(FirstPoll, TimeSpan.FromSeconds(_options.MaxPollingSeconds));
        var failing = new PollingBackoff(FirstPollAfterFailure, LastPollAfterFailure);
        try
        {
            while (true)
            {
                var slots = await TakeSlotsAsync();
                if (await ReceiveAsync(slots) is not { } messages)
                {
                    await Task.Delay(failing.Next(), _time, _receiving.Token);
                    continue;
                }

                failing.Reset();
                foreach (var message in messages)
                    _ = WorkAsync(message);
                if (messages.Length > 0)
                    idle.Reset();
                else
                    await Task.Delay(idle.Next(), _time, _receiving.Token);
            }
        }
        catch (OperationCanceledException) when (_receiving.IsCancellationRequested)
        {
            // Told to.
        }
    }

    // As many places as there are for messages now, at least one.
    private async Task<int> TakeSlotsAsync()
    {
        await _slots.WaitAsync(_receiving.Token);
        var slots = 1;
        while (slots < MaxBatch && _slots.Wait(0, CancellationToken.None))
            slots++;
        return slots;
    }

    /// <summary>Messages into those places; those without a message are free again. Null where the account does not serve.</summary>
    private async Task<QueueMessage[]?> ReceiveAsync(int slots)
    {
        QueueMessage[]? messages = null;
        try
        {
            await MakeQueuesAsync();

            // Not given up when receiving stops: what the service has handed out would stay hidden.
            messages = (await _input.ReceiveMessagesAsync(slots, TimeSpan.FromSeconds(_options.VisibilitySeconds), _working.Token)).Value;
            if (_isFailing)
                AzureStorageLog.QueueServesAgain(_logger, _input.Name);
            _isFailing = false;
        }
        catch (Exception failure)
        {
            // Whatever it is, the next look may succeed; a queue that was deleted is made again.
            _areQueuesMade = false;
            if (!_isFailing && !_working.IsCancellationRequested)
                AzureStorageLog.QueueFails(_logger, _input.Name, failure is AtomicException ? failure.Message : failure.GetType().Name);
            _isFailing = true;
        }

        var unused = slots - (messages?.Length ?? 0);
        if (unused > 0)
            _slots.Release(unused);
        return messages;
    }

    private async Task MakeQueuesAsync()
    {
        if (_areQueuesMade)
            return;
        await _input.CreateIfNotExistsAsync(cancellationToken: _working.Token);
        await _service.GetQueueClient(_options.Output).CreateIfNotExistsAsync(cancellationToken: _working.Token);
        _areQueuesMade = true;
    }

    private async Task WorkAsync(QueueMessage message)
    {
        try
        {
            await using var lease = new MessageLease(_input, message, TimeSpan.FromSeconds(_options.VisibilitySeconds), _time, _logger, _working.Token);
            var tries = (int)Math.Clamp(message.DequeueCount, 1, int.MaxValue);
            var job = new QueueJob(_input.Name, message.MessageId, QueueText.Decode(message.MessageText, _options.Encoding), tries);
            await AnswerAsync(job, lease, await _handler.HandleAsync(job, lease.Held));
        }
        catch (Exception failure)
        {
            // The message becomes visible by itself when its time is over, and its next delivery finds what this one did.
            AzureStorageLog.QueueAnswerFailed(_logger, message.MessageId, _input.Name, failure is AtomicException ? failure.Message : failure.GetType().Name);
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task AnswerAsync(QueueJob job, MessageLease lease, QueueJobOutcome outcome)
    {
        switch (outcome)
        {
            case QueueJobOutcome.Retry retry:
                if (retry.Problem.Code != ErrorCodes.ShuttingDown)
                    AzureStorageLog.QueueJobFailed(_logger, Unexpected(retry), job.Id, job.Queue, job.Tries, ReasonOf(retry));
                await lease.ReleaseAsync(DelayAfter(retry.Problem, job.Tries));
                return;
            case QueueJobOutcome.Poisoned poisoned:
                AzureStorageLog.QueueJobPoisoned(_logger, job.Id, job.Queue, job.Tries, poisoned.Problem.Code);
                await EndAsync(lease, poisoned.Result);
                return;
            case QueueJobOutcome.Completed completed:
                await EndAsync(lease, completed.Result);
                return;
            default:
                throw new InvalidOperationException($"Not an outcome: {outcome.GetType().Name}.");
        }
    }

    private async Task EndAsync(MessageLease lease, string result)
    {
        await _results.PutAsync(_options.Output, result, lease.Held);
        await lease.DeleteAsync(lease.Held);
    }

    // A problem's sentence may name what the submitter wrote, which is not for the log: its code is, and the sentences of our own exceptions.
    private static string ReasonOf(QueueJobOutcome.Retry retry) => retry.Cause is AtomicException own ? own.Message : retry.Problem.Code;

    private static Exception? Unexpected(QueueJobOutcome.Retry retry) => retry.Cause is AtomicException ? null : retry.Cause;

    // What a host that stops did not begin, another may begin at once.
    private TimeSpan DelayAfter(Problem problem, int tries)
    {
        if (problem.Code == ErrorCodes.ShuttingDown)
            return TimeSpan.Zero;
        var seconds = _options.RetrySeconds * Math.Pow(4, Math.Min(tries, 20) - 1);
        return seconds < LongestRetry.TotalSeconds ? TimeSpan.FromSeconds(seconds) : LongestRetry;
    }

    // Whoever has every place knows that nobody works. Tells how many places are still taken when the time is over.
    private async Task<int> WaitForEndsAsync(int places, TimeSpan limit)
    {
        using var over = new CancellationTokenSource(limit, _time);
        try
        {
            for (; places > 0; places--)
                await _slots.WaitAsync(over.Token);
        }
        catch (OperationCanceledException)
        {
            // Told by the result.
        }

        return places;
    }
}
