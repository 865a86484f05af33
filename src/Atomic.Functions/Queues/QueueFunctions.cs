using Atomic.Core.Errors;
using Atomic.Functions.Clients;
using Atomic.Functions.Composition;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Atomic.Functions.Queues;

/// <summary>
/// Microtasks that arrive as queue messages. The host renews a message while its function runs, deletes it when the function returns and delivers it
/// again when the function throws: so the result is put on its queue before the function returns, and what is to be tried again is thrown.
/// </summary>
/// <param name="handler">Works off a message, the same on every host.</param>
/// <param name="results">Puts results on their queue.</param>
/// <param name="options">The queues and the number of tries.</param>
/// <param name="readiness">Whether the state is open.</param>
/// <param name="clients">Takes the invocation's client.</param>
public sealed class QueueFunctions(
    QueueJobHandler handler, IQueueSender results, QueueOptions options, HouseReadiness readiness, DurableClientAccessor clients)
{
    /// <summary>The queue that microtasks are taken from.</summary>
    public const string Input = "microtasks";

    /// <summary>Where the host puts messages whose every delivery ended without an outcome, because the worker died.</summary>
    public const string Poison = Input + "-poison";

    /// <summary>Works off a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="client">The invocation's client.</param>
    /// <param name="cancellationToken">Cancelled when the worker stops.</param>
    [Function("QueuedMicrotask")]
    public async Task QueuedMicrotaskAsync(
        [QueueTrigger(Input)] QueueMessage message, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        clients.Use(client);
        await readiness.WhenReadyAsync(cancellationToken);
        var job = new QueueJob(Input, message.MessageId, message.MessageText, (int)Math.Min(message.DequeueCount, int.MaxValue));
        await EndAsync(await handler.HandleAsync(job, cancellationToken), cancellationToken);
    }

    /// <summary>Keeps a message that the host has given up, where operators look for those.</summary>
    /// <param name="message">The message.</param>
    /// <param name="client">The invocation's client.</param>
    /// <param name="cancellationToken">Cancelled when the worker stops.</param>
    [Function("PoisonedMicrotask")]
    public async Task PoisonedMicrotaskAsync(
        [QueueTrigger(Poison)] QueueMessage message, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        clients.Use(client);
        await readiness.WhenReadyAsync(cancellationToken);

        // Of the queue that it came from, so that it can be put back there.
        var job = new QueueJob(Input, message.MessageId, message.MessageText, options.MaxTries);
        var reason = $"The Functions host gave it up after {options.MaxTries} deliveries, or could not read it; the host's log of that time says why.";
        await EndAsync(await handler.KeepAsync(job, reason, cancellationToken), cancellationToken);
    }

    private Task EndAsync(QueueJobOutcome outcome, CancellationToken cancellationToken) => outcome switch
    {
        QueueJobOutcome.Completed completed => results.PutAsync(options.Output, completed.Result, cancellationToken),
        QueueJobOutcome.Poisoned poisoned => results.PutAsync(options.Output, poisoned.Result, cancellationToken),
        QueueJobOutcome.Retry retry => throw new AtomicException(retry.Problem.Code, retry.Problem.Detail, retry.Cause),
        _ => throw new InvalidOperationException($"Not an outcome: {outcome}."),
    };
}
