using System.Text.Json;
using Atomic.Functions.Clients;
using Atomic.Functions.Composition;
using Atomic.Orchestration;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using CoreQuery = Microsoft.DurableTask.Client.OrchestrationQuery;

namespace Atomic.Functions.Retention;

/// <summary>
/// Purges microtasks whose retention is over: a bounded number of them and for a bounded time, the next run goes on where this one stopped. State goes
/// first and history last, each by its own key: a run that dies in between finds the same microtasks again, and what is gone stays gone.
/// </summary>
/// <param name="options">How long, and how many.</param>
/// <param name="clients">The client of the invocation that is under way.</param>
/// <param name="state">The house's state.</param>
/// <param name="index">Lists microtasks until they are purged.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told what was purged.</param>
public sealed class PurgeRun(RetentionOptions options, DurableClientAccessor clients, IHouseState state, IInstanceIndex index, TimeProvider time, ILogger<PurgeRun> logger)
{
    private const int PageSize = 50;

    // A payload is put a moment before its microtask is started.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private static readonly OrchestrationRuntimeStatus[] Ended =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    /// <summary>Runs once.</summary>
    /// <param name="cancellationToken">Gives up between two pages.</param>
    /// <returns>How many microtasks were purged.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (options.Days == 0)
            return 0;
        var began = time.GetTimestamp();
        var endedBefore = time.GetUtcNow() - TimeSpan.FromDays(options.Days);
        var asked = new CoreQuery(CreatedTo: endedBefore, Statuses: Ended, PageSize: PageSize, FetchInputsAndOutputs: true);
        var (purged, moreAreLeft) = (0, false);
        await foreach (var page in clients.RequireClient().GetAllInstancesAsync(asked).AsPages(pageSizeHint: PageSize).WithCancellation(cancellationToken))
        {
            // What was started long ago may have ended just now.
            var due = page.Values.Where(instance => instance.LastUpdatedAt < endedBefore).Take(options.MaxPerRun - purged).ToList();
            purged += await PurgeAsync(due, endedBefore, cancellationToken);
            moreAreLeft = purged >= options.MaxPerRun || time.GetElapsedTime(began) >= TimeSpan.FromSeconds(options.MaxSecondsPerRun);
            if (moreAreLeft)
                break;
        }

        // What is not there any more would be passed over by a listing: this spares it the look.
        await index.PurgeAsync(endedBefore, options.MaxPerRun, cancellationToken);
        if (purged > 0)
            FunctionsLog.Purged(logger, purged, endedBefore, moreAreLeft);
        return purged;
    }

    private async Task<int> PurgeAsync(List<OrchestrationMetadata> instances, DateTimeOffset endedBefore, CancellationToken cancellationToken)
    {
        if (instances.Count == 0)
            return 0;
        var microtasks = instances.Where(static instance => instance.Name == MicrotaskOrchestration.Definition.Name).Select(Of).ToList();
        await state.ForgetAsync(microtasks, endedBefore - Margin, cancellationToken);
        foreach (var instance in instances)
            await StoreFailures.CallAsync(() => clients.RequireClient().PurgeInstanceAsync(instance.InstanceId, options: null, cancellationToken));
        return instances.Count;
    }

    private static EndedMicrotask Of(OrchestrationMetadata instance)
    {
        var accepted = instance.SerializedInput is { } input ? JsonSerializer.Deserialize(input, OrchestrationJson.Default.AcceptedMicrotask) : null;
        var progress = Snapshots.StatusEnvelopeOf(instance)?.Status?.Deserialize(OrchestrationJson.Default.MicrotaskProgress);
        var hashes = new List<string>(2);
        if (accepted is { Payload: { Inline: null, Hash: var payload } })
            hashes.Add(payload);
        if (progress?.StoredOutput is { } output)
            hashes.Add(output.Hash);
        return new EndedMicrotask(instance.InstanceId, accepted is null ? "" : LearningScope.Of(accepted.Tenant, accepted.Kind), hashes);
    }
}
