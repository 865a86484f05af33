using Atomic.Core.Errors;
using Atomic.Core.Microtasks;
using Atomic.Orchestration.Options;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Service;

namespace Atomic.Orchestration.Queues;

/// <summary>
/// Works off one queue message, the same on every host: submits the microtask, waits for its end and says what to do with the message. Its id derives
/// from the message, so that a message that is delivered again waits for the microtask that its first delivery started and buys nothing twice.
/// </summary>
/// <param name="service">Does the work.</param>
/// <param name="poison">Keeps what is given up.</param>
/// <param name="barrier">Durability of what is kept.</param>
/// <param name="options">The queues.</param>
/// <param name="flow">The deadline where a policy has none.</param>
/// <param name="time">The clock.</param>
public sealed class QueueJobHandler(
    IMicrotaskService service, IPoisonStore poison, IDurabilityBarrier barrier, QueueOptions options, OrchestrationOptions flow, TimeProvider time)
{
    /// <summary>A microtask ends by its own deadline; what comes on top of it is settled within this.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    /// <summary>Works the message off. Throws nothing.</summary>
    /// <param name="job">The message.</param>
    /// <param name="cancellationToken">The host stops, or has lost the message: the outcome is <see cref="QueueJobOutcome.Retry"/>, whatever the number of tries.</param>
    public async Task<QueueJobOutcome> HandleAsync(QueueJob job, CancellationToken cancellationToken)
    {
        var read = QueueJobReader.Read(job, options.Tenant, out var correlationId);
        var outcome = await CatchAsync(() => TryAsync(job, read, correlationId, cancellationToken), cancellationToken);

        // That a host stops is no fault of the message.
        return outcome is QueueJobOutcome.Retry { Problem: { Code: not ErrorCodes.ShuttingDown } last } && job.Tries >= options.MaxTries
            ? await CatchAsync(() => GiveUpAsync(job, correlationId, LastProblem(job, last), cancellationToken), cancellationToken)
            : outcome;
    }

    /// <summary>Keeps a message that the host itself has given up, because no delivery of it ever came to an outcome.</summary>
    /// <param name="job">The message, with the queue that it came from (not the host's own poison queue), since a retry puts it back there.</param>
    /// <param name="reason">Why, in one sentence without payload.</param>
    /// <param name="cancellationToken">Gives up: the outcome is <see cref="QueueJobOutcome.Retry"/>.</param>
    /// <returns><see cref="QueueJobOutcome.Poisoned"/>, or <see cref="QueueJobOutcome.Retry"/> where it could not be kept.</returns>
    public Task<QueueJobOutcome> KeepAsync(QueueJob job, string reason, CancellationToken cancellationToken)
    {
        _ = QueueJobReader.Read(job, options.Tenant, out var correlationId);
        return CatchAsync(() => GiveUpAsync(job, correlationId, new Problem(ErrorCodes.Internal, reason), cancellationToken), cancellationToken);
    }

    private async Task<QueueJobOutcome> TryAsync(QueueJob job, Result<MicrotaskSubmission> read, string? correlationId, CancellationToken cancellationToken)
    {
        if (!read.TryGet(out var submission, out var problem))
            return await GiveUpAsync(job, correlationId, problem, cancellationToken);
        if (job.Tries > options.MaxTries && !await IsKnownAsync(submission, cancellationToken))
            return await GiveUpAsync(job, correlationId, NeverEnded(job), cancellationToken);

        var submitted = await service.SubmitAsync(submission, cancellationToken);
        if (!submitted.TryGet(out var receipt, out problem))
            return IsForGood(problem) ? await GiveUpAsync(job, correlationId, problem, cancellationToken) : new QueueJobOutcome.Retry(problem);

        var wait = TimeSpan.FromSeconds(submission.Policy.DeadlineSeconds ?? flow.DefaultDeadlineSeconds) + Margin;
        return await service.GetAsync(submission.Tenant, receipt.Id, wait, cancellationToken) switch
        {
            null => new QueueJobOutcome.Retry(new Problem(ErrorCodes.NotFound, $"Microtask {receipt.Id} was removed while it was waited for.")),
            { Status: MicrotaskStatus.Running } => new QueueJobOutcome.Retry(
                new Problem(ErrorCodes.Overloaded, $"Microtask {receipt.Id} did not end within {wait.TotalSeconds:0} seconds, its deadline and a margin.")),
            { } ended => new QueueJobOutcome.Completed(QueueResultJson.Of(job, correlationId, ended)),
        };
    }

    // Deliveries beyond the last are of a message that its host never answered for. If its microtask was accepted, it is durable and comes to its end by
    // itself; if it was not, this message may be what ends the process.
    private async Task<bool> IsKnownAsync(MicrotaskSubmission submission, CancellationToken cancellationToken) =>
        submission.IdempotencyKey is { } key
        && await service.GetAsync(submission.Tenant, MicrotaskId.FromIdempotencyKey(submission.Tenant, key), TimeSpan.Zero, cancellationToken) is not null;

    private async Task<QueueJobOutcome> GiveUpAsync(QueueJob job, string? correlationId, Problem problem, CancellationToken cancellationToken)
    {
        await poison.AddAsync(
            new PoisonMessage { Id = job.Id, Queue = job.Queue, Text = job.Text, Reason = problem.Detail, Tries = job.Tries, GivenUpAt = time.GetUtcNow() },
            cancellationToken);

        // The host deletes the message on the strength of this.
        await barrier.WaitUntilDurableAsync(cancellationToken);
        return new QueueJobOutcome.Poisoned(problem, QueueResultJson.Of(job, correlationId, problem));
    }

    private static async Task<QueueJobOutcome> CatchAsync(Func<Task<QueueJobOutcome>> run, CancellationToken cancellationToken)
    {
        try
        {
            return await run();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new QueueJobOutcome.Retry(new Problem(ErrorCodes.ShuttingDown, "The work on the message was stopped; it is delivered again."));
        }
        catch (AtomicException failure)
        {
            // Exceptions of our own carry a sentence that was written for people.
            return new QueueJobOutcome.Retry(new Problem(failure.Code, failure.Message), failure);
        }
        catch (Exception failure)
        {
            // Whatever it is, the message must not be lost, and its text may stand in the exception's.
            return new QueueJobOutcome.Retry(
                new Problem(ErrorCodes.Internal, $"Something failed that should not have ({failure.GetType().Name}); the log has the details."), failure);
        }
    }

    private static Problem LastProblem(QueueJob job, Problem last) =>
        last with { Detail = $"It was tried {job.Tries} times, which is as often as is tried; the last time: {last.Detail}" };

    private static Problem NeverEnded(QueueJob job) => new(
        ErrorCodes.Internal,
        $"It was delivered {job.Tries} times and no delivery came to an end: the process ended while it was at work on it; see the log of that time.");

    private static bool IsForGood(Problem problem) => problem.Code is
        ErrorCodes.MalformedJson or ErrorCodes.UnknownField or ErrorCodes.InvalidField or ErrorCodes.InvalidSchema or ErrorCodes.ImpossiblePolicy
        or ErrorCodes.UnknownKind or ErrorCodes.IdempotencyKeyReused or ErrorCodes.BodyTooLarge;
}
