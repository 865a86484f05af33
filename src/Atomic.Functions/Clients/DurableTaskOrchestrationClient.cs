using System.Text.Json;
using Atomic.Functions.Composition;
using Atomic.Orchestration.Durable;
using Atomic.Orchestration.Ports;
using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using OrchestrationQuery = Atomic.Orchestration.Durable.OrchestrationQuery;

namespace Atomic.Functions.Clients;

/// <summary>Starts, watches and ends orchestrations on Durable Task.</summary>
/// <param name="accessor">The client of the invocation that is under way.</param>
/// <param name="index">Which instances an owner has.</param>
/// <param name="readiness">No instance is started before the house's state is open.</param>
/// <param name="time">Waits between looks.</param>
internal sealed class DurableTaskOrchestrationClient(
    DurableClientAccessor accessor, IInstanceIndex index, HouseReadiness readiness, TimeProvider time) : IOrchestrationClient
{
    // Without these, Durable Task replaces an instance that has ended, and ends one that runs.
    private static readonly OrchestrationRuntimeStatus[] EveryStatus =
    [
        OrchestrationRuntimeStatus.Pending,
        OrchestrationRuntimeStatus.Running,
        OrchestrationRuntimeStatus.Suspended,
        OrchestrationRuntimeStatus.Completed,
        OrchestrationRuntimeStatus.Failed,
        OrchestrationRuntimeStatus.Terminated,
    ];

    private readonly NewestInstances _newest = new(accessor, time);
    private readonly IndexedInstances _indexed = new(index, accessor);

    /// <inheritdoc/>
    public async ValueTask<StartOutcome> StartAsync<TInput, TOutput>(
        OrchestrationDefinition<TInput, TOutput> orchestration, string instanceId, TInput input, Filing filing, CancellationToken cancellationToken)
    {
        readiness.Require();
        var options = new StartOrchestrationOptions(instanceId).WithDedupeStatuses(EveryStatus);
        var entry = new InstanceEntry(instanceId, filing.Owner ?? "", filing.Group, time.GetUtcNow());

        // Beside the start, which takes longer: a crash between the two leaves an entry of nothing, which a listing passes over.
        var indexing = index.AddAsync(entry, cancellationToken).AsTask();
        try
        {
            await StoreFailures.CallAsync(() => accessor.RequireClient().ScheduleNewOrchestrationInstanceAsync(
                orchestration.Name, JsonSerializer.SerializeToElement(input, orchestration.InputJson), options, cancellationToken));
            await indexing;
            return StartOutcome.Started;
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // It is listed under the time of its first start.
            await indexing;
            await index.RemoveAsync(entry, cancellationToken);
            return StartOutcome.AlreadyExists;
        }
    }

    /// <summary>Completes at once: a start is durable when Durable Task has taken it.</summary>
    /// <inheritdoc/>
    public Task WaitUntilDurableAsync(string instanceId, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask<OrchestrationSnapshot?> GetAsync(string instanceId, CancellationToken cancellationToken) =>
        await FindAsync(instanceId, cancellationToken) is { } metadata ? Snapshots.Of(metadata) : null;

    /// <inheritdoc/>
    public async Task<OrchestrationSnapshot?> WaitAsync(string instanceId, Func<OrchestrationSnapshot, bool> until, CancellationToken cancellationToken)
    {
        for (var delay = PollDelays.First; ; delay = PollDelays.After(delay))
        {
            var snapshot = await GetAsync(instanceId, cancellationToken);
            if (snapshot is null || snapshot.Status != OrchestrationStatus.Running || until(snapshot))
                return snapshot;
            await Task.Delay(delay, time, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public Task<OrchestrationPage> ListAsync(OrchestrationQuery query, CancellationToken cancellationToken) =>
        query.Owner is null ? _newest.ListAsync(query, cancellationToken) : _indexed.ListAsync(query, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HistoryEvent>> GetHistoryAsync(string instanceId, CancellationToken cancellationToken)
    {
        if (await FindAsync(instanceId, cancellationToken) is not { } metadata)
            return [];
        var events = await ReadBackendAsync(instanceId, cancellationToken);

        // A backend that keeps no history may answer with none instead of refusing; and an instance that nobody has run yet has none anywhere.
        return events is not null && events.Exists(static entry => entry.Type == HistoryEventType.ExecutionStarted) ? events : JournalHistory.Of(metadata);
    }

    /// <inheritdoc/>
    public async Task<bool> RaiseEventAsync(string instanceId, string name, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (!await IsRunningAsync(instanceId, cancellationToken))
            return false;
        var json = JsonElement.Parse(payload.Span);
        await StoreFailures.CallAsync(() => accessor.RequireClient().RaiseEventAsync(instanceId, name, json, cancellationToken));
        return true;
    }

    /// <inheritdoc/>
    public async Task<bool> TerminateAsync(string instanceId, string reason, CancellationToken cancellationToken)
    {
        if (!await IsRunningAsync(instanceId, cancellationToken))
            return false;
        await StoreFailures.CallAsync(() => accessor.RequireClient().TerminateInstanceAsync(instanceId, new TerminateInstanceOptions(reason), cancellationToken));
        return true;
    }

    private Task<OrchestrationMetadata?> FindAsync(string instanceId, CancellationToken cancellationToken) =>
        StoreFailures.CallAsync(() => accessor.RequireClient().GetInstanceAsync(instanceId, getInputsAndOutputs: true, cancellationToken));

    private async Task<bool> IsRunningAsync(string instanceId, CancellationToken cancellationToken)
    {
        var metadata = await StoreFailures.CallAsync(() => accessor.RequireClient().GetInstanceAsync(instanceId, getInputsAndOutputs: false, cancellationToken));
        return metadata is not null && Snapshots.StatusOf(metadata.RuntimeStatus) == OrchestrationStatus.Running;
    }

    // What a backend cannot tell, the instance's own journal can.
    private async Task<List<HistoryEvent>?> ReadBackendAsync(string instanceId, CancellationToken cancellationToken)
    {
        try
        {
            return BackendHistory.Of(await accessor.RequireClient().GetOrchestrationHistoryAsync(instanceId, cancellationToken));
        }
        catch (Exception failure) when (failure is NotSupportedException or ArgumentException or InvalidOperationException or RpcException)
        {
            return null;
        }
    }
}
