using System.Text;
using Atomic.Core.Errors;
using Atomic.Orchestration.Durable;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Queues;
using Atomic.Orchestration.Service;

namespace Atomic.Orchestration.Failures;

/// <summary>Failures as the durable host and the store of given-up messages know them.</summary>
/// <param name="client">The host.</param>
/// <param name="poison">What was given up.</param>
/// <param name="barrier">Durability of what is let go.</param>
/// <param name="queue">The queues; null where none are configured.</param>
public sealed class FailureService(IOrchestrationClient client, IPoisonStore poison, IDurabilityBarrier barrier, IQueueSender? queue = null) : IFailureService
{
    // A reason is a sentence for a list; the log has all of it.
    private const int MaxReasonLength = 1_000;

    /// <inheritdoc/>
    public async Task<FailurePage> ListAsync(FailureQuery query, CancellationToken cancellationToken)
    {
        var page = await client.ListAsync(
            new OrchestrationQuery { OnlyFailed = true, Top = query.Top, Continuation = query.Continuation }, cancellationToken);
        var messages = query.Continuation is null ? await poison.ListAsync(query.Top, cancellationToken) : [];
        return new FailurePage([.. page.Items.Select(Of)], [.. messages.Select(Of)], page.Continuation);
    }

    /// <inheritdoc/>
    public async Task<Result<FailedMessage>> RetryMessageAsync(string id, CancellationToken cancellationToken)
    {
        if (await poison.FindAsync(id, cancellationToken) is not { } message)
            return NoMessage(id);
        if (queue is null)
            return new Problem(ErrorCodes.Conflict, "No queue is configured, so that the message cannot be put back; set Atomic:Storage, or drop the message.");
        try
        {
            await queue.PutAsync(message.Queue, message.Text, cancellationToken);
        }
        catch (AtomicException failure)
        {
            return new Problem(failure.Code, failure.Message);
        }

        await poison.RemoveAsync(id, cancellationToken);
        await barrier.WaitUntilDurableAsync(cancellationToken);
        return Of(message);
    }

    /// <inheritdoc/>
    public async Task<Problem?> DropMessageAsync(string id, CancellationToken cancellationToken)
    {
        if (!await poison.RemoveAsync(id, cancellationToken))
            return NoMessage(id);
        await barrier.WaitUntilDurableAsync(cancellationToken);
        return null;
    }

    private static FailedOrchestration Of(OrchestrationSnapshot snapshot) => new(
        snapshot.InstanceId,
        snapshot.Owner,
        snapshot.Group,
        Shortened(snapshot.Failure ?? "It failed for a reason that was not recorded."),
        snapshot.CreatedAt,
        snapshot.UpdatedAt);

    private static FailedMessage Of(PoisonMessage message) =>
        new(message.Id, message.Queue, Shortened(message.Reason), message.Tries, message.GivenUpAt, Encoding.UTF8.GetByteCount(message.Text));

    private static string Shortened(string reason) => reason.Length <= MaxReasonLength ? reason : $"{reason[..MaxReasonLength]}…";

    private static Problem NoMessage(string id) =>
        new(ErrorCodes.NotFound, $"No message of id '{(id.Length <= 64 ? id : $"{id[..64]}…")}' was given up, or it was retried or dropped before; see GET /api/failures.");
}
