namespace Atomic.LocalHost.Engine;

/// <summary>What may happen only once a change is durable: the output commit rule in one object.</summary>
internal sealed class DurableEffects(Instance instance)
{
    private List<ActivityCall>? _activities;
    private List<(TaskCompletionSource<bool> Source, bool Value)>? _answers;

    /// <summary>Whether the instance has ended with the change.</summary>
    public bool EndsInstance { get; set; }

    /// <summary>Whether someone waits to see the change.</summary>
    public bool HasWatchers { get; set; }

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty => _activities is null && _answers is null && !EndsInstance && !HasWatchers;

    /// <summary>Lets an external activity start.</summary>
    public void Start(ActivityCall call)
    {
        instance.Services.Work.Enter();
        (_activities ??= []).Add(call);
    }

    /// <summary>Lets a caller be answered.</summary>
    public void Answer(TaskCompletionSource<bool> source, bool value) => (_answers ??= []).Add((source, value));

    /// <summary>Takes back the activities: the instance has ended in the same turn.</summary>
    public void DropActivities()
    {
        foreach (var _ in _activities ?? [])
            instance.Services.Work.Exit();
        _activities = null;
    }

    /// <summary>Called by the database.</summary>
    public void Happen(Exception? failure)
    {
        if (failure is not null)
        {
            Refuse(failure);
            return;
        }

        foreach (var call in _activities ?? [])
            Enter(call);
        instance.Feed.Advance();
        foreach (var (source, value) in _answers ?? [])
            source.TrySetResult(value);
        if (EndsInstance)
            instance.Services.Instances.Remove(instance);
    }

    private void Enter(ActivityCall call)
    {
        if (instance.Services.IsStopped || call.Execution.CancellationToken.IsCancellationRequested)
            instance.Services.Work.Exit();
        else
            instance.Services.Activities.Enter(call);
    }

    private void Refuse(Exception failure)
    {
        DropActivities();
        instance.Feed.Fail(failure);
        foreach (var (source, _) in _answers ?? [])
            source.TrySetException(failure);
    }
}
