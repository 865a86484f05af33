using System.Collections.Concurrent;
using Atomic.LocalHost.Engine;
using Atomic.LocalHost.History;
using Atomic.LocalHost.Registration;
using Atomic.LocalHost.Timers;
using Atomic.Orchestration.Durable;

namespace Atomic.LocalHost.Recovery;

/// <summary>
/// The instances in memory: those that run, and those that ended but are not yet durable. Any other is in the database only, and is brought back when
/// something happens to it. Thread-safe.
/// </summary>
#pragma warning disable CA1001 // the semaphore lives as long as the host and has no handle
internal sealed class InstanceTable(EngineServices services)
#pragma warning restore CA1001
{
    private readonly ConcurrentDictionary<string, Instance> _hot = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TimerEntry> _alarms = new(StringComparer.Ordinal);
    private readonly ClaimTable _claims = new();
    private readonly IdleQueue _idle = new();
    private readonly SemaphoreSlim _room = new(0);
    private long _lastKey;
    private long _running;
    private TaskCompletionSource? _noneRuns;

    /// <summary>How many instances run, in memory or not.</summary>
    public long RunningCount => Interlocked.Read(ref _running);

    /// <summary>How many instances are in memory.</summary>
    public int HotCount => _hot.Count;

    /// <summary>Takes over from the database.</summary>
    public void Begin(long lastKey, long running) => (_lastKey, _running) = (lastKey, running);

    /// <summary>Completes at a moment when no instance runs.</summary>
    public Task WhenNoneRunsAsync()
    {
        var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var awaited = Interlocked.CompareExchange(ref _noneRuns, fresh, null) ?? fresh;

        // The last may have ended before anyone waited.
        if (RunningCount == 0)
            TellNoneRuns();
        return awaited.Task;
    }

    /// <summary>The instance of that id in memory.</summary>
    public Instance? FindHot(string id) => _hot.TryGetValue(id, out var instance) && !instance.HasLeft ? instance : null;

    /// <summary>Starts an instance, if there is room and none of that id; its first turn runs on this thread.</summary>
    public async ValueTask<StartOutcome> StartAsync(string name, string id, OrchestrationCode code, Filing filing, ParentLink? parent, CancellationToken cancellationToken)
    {
        if (_hot.ContainsKey(id))
            return StartOutcome.AlreadyExists;

        // A sub-orchestration belongs to an instance that was let in.
        if (parent is null && RunningCount >= services.Options.MaxRunningInstances)
            return StartOutcome.Overloaded;
        Instance instance;
        await _claims.ClaimAsync(id);
        try
        {
            if (_hot.ContainsKey(id) || await services.Database.ReadAsync(statements => InstanceReads.Exists(statements, id), cancellationToken))
                return StartOutcome.AlreadyExists;
            instance = Create(name, id, filing, parent);
            _hot[id] = instance;
            Interlocked.Increment(ref _running);
        }
        finally
        {
            _claims.Release(id);
        }

        instance.Post(new BeginMessage(new Execution(instance, code, 0)), runHere: true);
        return StartOutcome.Started;
    }

    /// <summary>Starts a sub-orchestration, or finds it as a crash left it.</summary>
    public async Task StartChildAsync(ParentLink link, string name, string id, OrchestrationCode code)
    {
        try
        {
            if (await StartAsync(name, id, code, Filing.None, link, CancellationToken.None) == StartOutcome.Started)
                return;
            if (FindHot(id) is { } hot && hot.Identity.Parent == link)
                return;
            var stored = await services.Database.ReadAsync(statements => InstanceReads.Find(statements, id, withHistory: false), CancellationToken.None);
            if (stored?.Identity.Parent != link)
                await PostAsync(link.InstanceId, new ChildMessage(link, null, $"there is an instance {id} already"));
            else if (stored.Row.Status == OrchestrationStatus.Running)
                await FindRunningAsync(id, CancellationToken.None);
            else
                await PostAsync(link.InstanceId, new ChildMessage(link, stored.Row.OutputJson, stored.Row.Failure));
        }
        catch (Exception exception)
        {
            // The database has failed or the host has stopped: the parent finds its child after the restart.
            HostLog.BackgroundFailed(services.Log, "Start of a sub-orchestration", exception);
        }
    }

    /// <summary>The running instance of that id, brought into memory if it is not there; null where none runs.</summary>
    public async ValueTask<Instance?> FindRunningAsync(string id, CancellationToken cancellationToken)
    {
        if (FindHot(id) is { } hot)
            return hot;
        await _claims.ClaimAsync(id);
        try
        {
            if (FindHot(id) is { } found)
                return found;
            var stored = await services.Database.ReadAsync(statements => InstanceReads.Find(statements, id, withHistory: true), cancellationToken);
            return stored is { Row.Status: OrchestrationStatus.Running } ? Load(stored) : null;
        }
        finally
        {
            _claims.Release(id);
        }
    }

    /// <summary>Hands a message to the running instance of that id.</summary>
    /// <returns>False where none runs.</returns>
    public async ValueTask<bool> PostAsync(string id, IInstanceMessage message, CancellationToken cancellationToken = default)
    {
        while (await FindRunningAsync(id, cancellationToken) is { } instance)
        {
            if (instance.Post(message))
                return true;
        }

        return false;
    }

    /// <summary>A timer is due.</summary>
    public void OnTimer(TimerEntry entry)
    {
        if (services.IsStopped)
            return;
        if (entry.Execution < 0)
            _alarms.TryRemove(KeyValuePair.Create(entry.InstanceId, entry));
        else if (FindHot(entry.InstanceId) is { } hot && hot.Post(new TimerMessage(entry.Execution, entry.TaskId)))
            return;
        _ = WakeAsync(entry.InstanceId);
    }

    /// <summary>An instance has handled what there was.</summary>
    public void OnRoundEnded(Instance instance, long round)
    {
        var limit = services.Options.HotInstances;
        if (instance.IsWaiting)
            _idle.Add(instance, round, 2 * (limit + 64));
        while (_hot.Count > limit && _idle.TryTake(out var longest, out var its))
            Evict(longest!, its);
    }

    /// <summary>An instance has ended, and its last change is in the queue of the database.</summary>
    public void OnEnded(Instance instance)
    {
        if (Interlocked.Decrement(ref _running) == 0)
            TellNoneRuns();
        if (instance.Identity.Parent is not { } parent)
            return;
        var row = instance.Recorder.Row;
        _ = TellAsync(parent, new ChildMessage(parent, row.OutputJson, row.Failure));
    }

    /// <summary>An instance that ended is durable.</summary>
    public void Remove(Instance instance)
    {
        _hot.TryRemove(KeyValuePair.Create(instance.Id, instance));
        GiveRoom();
    }

    /// <summary>Waits until there is room in memory for one more.</summary>
    public async Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        while (_hot.Count > services.Options.HotInstances)
            await _room.WaitAsync(cancellationToken);
    }

    /// <summary>Cancels every activity: the host stops.</summary>
    public void CancelActivities()
    {
        foreach (var instance in _hot.Values)
            instance.Execution?.Cancel();
    }

    /// <summary>Ends every wait: the host has stopped.</summary>
    public void EndWaits(Exception reason)
    {
        foreach (var instance in _hot.Values)
            instance.Feed.Fail(reason);
    }

    private Instance Create(string name, string id, Filing filing, ParentLink? parent)
    {
        var now = services.Time.GetUtcNow();
        var identity = new InstanceIdentity(Interlocked.Increment(ref _lastKey), id, name, filing, now, parent);
        return new Instance(services, identity, new OrchestrationSnapshot
        {
            InstanceId = id,
            Name = name,
            Owner = filing.Owner,
            Group = filing.Group,
            Status = OrchestrationStatus.Running,
            CreatedAt = now,
            UpdatedAt = now,
        });
    }

    private Instance? Load(StoredInstance stored)
    {
        if (!services.Registry.TryGet(stored.Identity.Name, out var registration))
        {
            HostLog.NotRegistered(services.Log, stored.Identity.Id, stored.Identity.Name);
            return null;
        }

        var instance = new Instance(services, stored.Identity, stored.Row);
        instance.Feed.Show(stored.Row);
        instance.Recorder.BeginAt(stored.Execution, stored.NextSequence);
        _hot[stored.Identity.Id] = instance;
        if (_alarms.TryRemove(stored.Identity.Id, out var alarm))
            services.Timers.Cancel(alarm);
        instance.Post(new RecoverMessage(stored, registration));
        return instance;
    }

    private void Evict(Instance instance, long round)
    {
        if (!instance.TryLeave(round))
        {
            // One whose last events are not durable yet is looked at again when they are.
            if (instance.IsWaiting && instance.Rounds == round && !services.Database.IsDurable(instance.Recorder.LastTicket))
                services.Database.OnDurable(instance.Recorder.LastTicket, instance, static (waiting, _) => waiting.Services.Instances.OnRoundEnded(waiting, waiting.Rounds));
            return;
        }

        DateTimeOffset? wakeAt = null;
        foreach (var timer in instance.Execution!.Pending.OfType<TimerCall>())
        {
            services.Timers.Cancel(timer.Entry!);
            wakeAt = wakeAt < timer.FireAt ? wakeAt : timer.FireAt;
        }

        if (wakeAt is { } at)
        {
            var alarm = new TimerEntry(instance.Id, -1, -1);
            _alarms[instance.Id] = alarm;
            services.Timers.Add(alarm, at);
        }

        Remove(instance);
    }

    private void TellNoneRuns() => Interlocked.Exchange(ref _noneRuns, null)?.TrySetResult();

    private void GiveRoom()
    {
        if (_room.CurrentCount == 0)
            _room.Release();
    }

    private async Task TellAsync(ParentLink parent, ChildMessage message)
    {
        try
        {
            await PostAsync(parent.InstanceId, message);
        }
        catch (Exception exception)
        {
            // The end is in the queue of the database: the parent finds it after the restart.
            HostLog.BackgroundFailed(services.Log, "Return of a sub-orchestration", exception);
        }
    }

    private async Task WakeAsync(string id)
    {
        try
        {
            await FindRunningAsync(id, CancellationToken.None);
        }
        catch (Exception exception)
        {
            // A failed database: the timer fires after the restart.
            HostLog.BackgroundFailed(services.Log, "Timer", exception);
        }
    }
}
