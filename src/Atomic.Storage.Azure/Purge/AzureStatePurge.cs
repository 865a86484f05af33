using Atomic.Orchestration.Microtasks;
using Atomic.Storage.Azure.Attempts;
using Atomic.Storage.Azure.Budgets;
using Atomic.Storage.Azure.Examples;
using Atomic.Storage.Azure.Feedbacks;
using Atomic.Storage.Azure.Payloads;
using Atomic.Storage.Azure.TrackRecords;
using Microsoft.Extensions.Logging;

namespace Atomic.Storage.Azure.Purge;

/// <summary>
/// Deletes what the stores keep for microtasks that are purged: feedback, the ledger's row with any
/// reservation that was left, deliveries of attempts, learning ids, payloads. With it go the accounts of budgets whose windows ended long ago.
/// Every deletion names its keys or its partition; so a purge is as large as what it is given, one that was interrupted is given the same again, and what is gone stays gone.
/// </summary>
public sealed class AzureStatePurge
{
    /// <summary>How many microtasks one purge takes.</summary>
    public const int MaxMicrotasks = 1_000;

    private const int AtOnce = 8;

    private readonly AzureTrackRecordStore _trackRecords;
    private readonly AzureBudgetStore _budgets;
    private readonly AzurePayloadStore _payloads;
    private readonly AzureFeedbackStore _feedback;
    private readonly AzureExampleStore _examples;
    private readonly AzureAttemptLedger _attempts;
    private readonly ILogger _log;

    internal AzureStatePurge(
        AzureTrackRecordStore trackRecords,
        AzureBudgetStore budgets,
        AzurePayloadStore payloads,
        AzureFeedbackStore feedback,
        AzureExampleStore examples,
        AzureAttemptLedger attempts,
        ILogger log)
    {
        (_trackRecords, _budgets, _payloads) = (trackRecords, budgets, payloads);
        (_feedback, _examples, _attempts, _log) = (feedback, examples, attempts, log);
    }

    /// <summary>Purges microtasks.</summary>
    /// <param name="microtasks">Microtasks that have ended, <see cref="MaxMicrotasks"/> at most.</param>
    /// <param name="olderThan">Payloads that were put since are kept. No microtask that is still there began earlier than this, or its payload would be deleted.</param>
    /// <param name="cancellationToken">Gives up; what was not purged then is purged when it is asked for again.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are too many microtasks.</exception>
    public async Task PurgeAsync(IReadOnlyList<PurgedMicrotask> microtasks, DateTimeOffset olderThan, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(microtasks.Count, MaxMicrotasks, nameof(microtasks));
        await Parallel.ForEachAsync(
            microtasks,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (microtask, token) => await PurgeAsync(microtask, olderThan, token));
        await _budgets.SweepAsync(cancellationToken);
        AzureStorageLog.Purged(_log, microtasks.Count);
    }

    private async Task PurgeAsync(PurgedMicrotask microtask, DateTimeOffset olderThan, CancellationToken cancellationToken)
    {
        string[] learningIds = [IdempotencyKeys.OfSettlement(microtask.Id), IdempotencyKeys.OfFeedback(microtask.Id)];
        await _feedback.PurgeAsync(microtask.Id, cancellationToken);
        await _attempts.PurgeAsync(microtask.Id, cancellationToken);
        await _budgets.ForgetAsync(microtask.Id, cancellationToken);
        await _trackRecords.ForgetAsync(microtask.Kind, learningIds, cancellationToken);
        await _examples.ForgetAsync(microtask.Kind, learningIds, cancellationToken);
        foreach (var hash in microtask.PayloadHashes)
            await _payloads.DeleteAsync(hash, olderThan, cancellationToken);
    }
}
