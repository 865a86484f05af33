using Atomic.Core.Errors;
using Atomic.LocalHost.Engine;
using Atomic.LocalHost.History;
using Atomic.LocalHost.Purge;
using Atomic.LocalHost.Recovery;
using Atomic.Orchestration.Durable;

namespace Atomic.LocalHost;

/// <summary>
/// The embedded durable host: orchestrations of one process over one SQLite file. They stay in memory while they run, so that history is replayed only
/// after a restart; what must not happen before its cause is durable waits for the commit, everything else does not.
/// </summary>
public sealed class DurableHost : IOrchestrationClient, IAsyncDisposable
{
    private readonly EngineServices _services;
    private readonly Purger _purger;
    private readonly CancellationTokenSource _background = new();
    private readonly List<Task> _tasks = [];
    private readonly SemaphoreSlim _lifetime = new(1);
    private volatile bool _started;
    private volatile bool _stopping;

    internal DurableHost(EngineServices services, Purger purger) => (_services, _purger) = (services, purger);

    /// <summary>How many instances run, in memory or not.</summary>
    public long RunningInstances => _services.Instances.RunningCount;

    /// <summary>How many instances are in memory.</summary>
    public int InstancesInMemory => _services.Instances.HotCount;

    /// <summary>Whether starts are taken and can become durable; for readiness.</summary>
    public bool IsReady => _started && !_stopping && _services.Database.Failure is null;

    /// <summary>Completes once every instance that was running when the process before this one ended has been brought back.</summary>
    public Task Recovery => _tasks.Count > 0 ? _tasks[0] : Task.CompletedTask;

    /// <summary>Completes at a moment when no instance runs, in memory or not; those that wait for an event or a timer run.</summary>
    public Task WhenNoneRunsAsync() => _services.Instances.WhenNoneRunsAsync();

    /// <summary>Begins: takes starts at once, and brings back what was running in the background.</summary>
    /// <param name="cancellationToken">Gives up beginning.</param>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_started)
            throw new AtomicException(ErrorCodes.Internal, "The host was started already.");
        var (lastKey, running) = await _services.Database.ReadAsync(
            static statements => (InstanceReads.LastKey(statements), InstanceReads.RunningCount(statements)), cancellationToken);
        _services.Database.Join(_services.Journal);
        _services.Instances.Begin(lastKey, running);
        _started = true;
        HostLog.Started(_services.Log, running);
        _tasks.Add(Task.Run(() => new RecoveryRunner(_services).RunAsync(lastKey, _background.Token), CancellationToken.None));
        if (_services.Options.Retention is { } retention)
            _tasks.Add(Task.Run(() => _purger.RunAsync(retention, _background.Token), CancellationToken.None));
    }

    /// <summary>
    /// Ends: refuses starts, lets what is under way go on until nothing is or the time is up, makes it durable, and cancels the rest, which goes on after
    /// the next start.
    /// </summary>
    /// <param name="deadline">How long to let activities run.</param>
    public async Task StopAsync(TimeSpan deadline)
    {
        _stopping = true;
        await _lifetime.WaitAsync();
        try
        {
            if (_services.IsStopped)
                return;
            await _background.CancelAsync();
            await Task.WhenAll(_tasks);
            var idle = _services.Work.DrainAsync();
            using (var enough = new CancellationTokenSource())
            {
                await Task.WhenAny(idle, Task.Delay(deadline, _services.Time, enough.Token));
                await enough.CancelAsync();
            }

            var drained = idle.IsCompleted;
            _services.IsStopped = true;
            _services.Timers.Dispose();
            _services.Instances.CancelActivities();

            // Handlers see their token; one that ignores it must not hold the process.
            await Task.WhenAny(idle, Task.Delay(TimeSpan.FromSeconds(1)));
            await FlushAsync();
            _services.Instances.EndWaits(HostFailures.Stopped());
            HostLog.Stopped(_services.Log, drained);
        }
        finally
        {
            _lifetime.Release();
        }
    }

    /// <summary>Purges instances that ended before a time, in bounded steps.</summary>
    /// <param name="olderThan">The time.</param>
    /// <param name="cancellationToken">Gives up between steps.</param>
    /// <returns>How many were purged.</returns>
    public Task<int> PurgeAsync(DateTimeOffset olderThan, CancellationToken cancellationToken) => _purger.PurgeAsync(olderThan, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<StartOutcome> StartAsync<TInput, TOutput>(
        OrchestrationDefinition<TInput, TOutput> orchestration, string instanceId, TInput input, Filing filing, CancellationToken cancellationToken)
    {
        if (_stopping)
            return ValueTask.FromResult(StartOutcome.ShuttingDown);
        RequireRunning();
        if (_services.Database.Failure is { } failure)
            throw new AtomicException(ErrorCodes.Internal, $"The database has failed ({failure.Message}): restart the process once its cause is removed.", failure);
        var code = _services.Registry.Orchestration<TInput, TOutput>(orchestration.Name).Create(input);
        return _services.Instances.StartAsync(orchestration.Name, instanceId, code, filing, null, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task WaitUntilDurableAsync(string instanceId, CancellationToken cancellationToken)
    {
        while (_services.Instances.FindHot(instanceId) is { } hot)
        {
            if (hot.Recorder.StartTicket is > 0 and var ticket)
            {
                await _services.Database.WhenDurableAsync(ticket).WaitAsync(cancellationToken);
                return;
            }

            // What another caller is starting at this moment has no ticket yet: it is durable once anything of it is shown.
            if (hot.Feed.TryWait(static _ => true, cancellationToken, out var shown))
            {
                await shown;
                return;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<OrchestrationSnapshot?> GetAsync(string instanceId, CancellationToken cancellationToken) =>
        _services.Instances.FindHot(instanceId) is { } hot ? ValueTask.FromResult(hot.Feed.Advance()) : ReadAsync(instanceId, cancellationToken);

    /// <inheritdoc/>
    public async Task<OrchestrationSnapshot?> WaitAsync(string instanceId, Func<OrchestrationSnapshot, bool> until, CancellationToken cancellationToken)
    {
        RequireRunning();
        while (await _services.Instances.FindRunningAsync(instanceId, cancellationToken) is { } instance)
        {
            if (instance.Feed.TryWait(until, cancellationToken, out var wait))
                return await wait;
        }

        return await ReadAsync(instanceId, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<OrchestrationPage> ListAsync(OrchestrationQuery query, CancellationToken cancellationToken) =>
        await _services.Database.ReadAsync(statements => InstanceListing.Read(statements, query), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HistoryEvent>> GetHistoryAsync(string instanceId, CancellationToken cancellationToken)
    {
        var stored = await _services.Database.ReadAsync(statements => InstanceReads.Find(statements, instanceId, withHistory: true), cancellationToken);
        var events = new List<HistoryEvent>();
        foreach (var blob in stored?.Blobs ?? [])
            HistoryReader.Read(blob, stored!.Row.OutputJson ?? default, events);
        return events;
    }

    /// <inheritdoc/>
    public async Task<bool> RaiseEventAsync(string instanceId, string name, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        RequireRunning();
        var message = new EventMessage(name, payload.ToArray());
        return await _services.Instances.PostAsync(instanceId, message, cancellationToken) && await message.Answer.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> TerminateAsync(string instanceId, string reason, CancellationToken cancellationToken)
    {
        RequireRunning();
        var message = new TerminateMessage(reason);
        return await _services.Instances.PostAsync(instanceId, message, cancellationToken) && await message.Answer.WaitAsync(cancellationToken);
    }

    /// <summary>Stops at once: what is under way goes on after the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(TimeSpan.Zero);
        _background.Dispose();
        _lifetime.Dispose();
    }

    private void RequireRunning()
    {
        if (!_started)
            throw HostFailures.NotStarted();
        if (_services.IsStopped)
            throw HostFailures.Stopped();
    }

    private async ValueTask<OrchestrationSnapshot?> ReadAsync(string instanceId, CancellationToken cancellationToken) =>
        (await _services.Database.ReadAsync(statements => InstanceReads.Find(statements, instanceId, withHistory: false), cancellationToken))?.Row;

    private async Task FlushAsync()
    {
        try
        {
            await _services.Database.WhenDurableAsync(_services.Database.LastTicket);
        }
        catch (AtomicException exception)
        {
            // The database has failed: what it did not take is not acknowledged to anyone.
            HostLog.BackgroundFailed(_services.Log, "Last commit", exception);
        }
    }
}
