using Atomic.Functions.Clients;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Atomic.Functions.Retention;

/// <summary>Purges what has been kept long enough, a little at a time.</summary>
/// <param name="run">One run.</param>
/// <param name="clients">Takes the invocation's client.</param>
public sealed class RetentionFunctions(PurgeRun run, DurableClientAccessor clients)
{
    /// <summary>Every five minutes, on one instance of the app at a time.</summary>
    /// <param name="timer">When it is, and whether that is late; a run that was missed is made up for by the next.</param>
    /// <param name="client">The invocation's client.</param>
    /// <param name="cancellationToken">Cancelled when the worker stops.</param>
    [Function("Purge")]
    public Task PurgeAsync([TimerTrigger("0 */5 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        clients.Use(client);
        return run.RunAsync(cancellationToken);
    }
}
