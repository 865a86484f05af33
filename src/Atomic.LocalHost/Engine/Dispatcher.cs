using System.Diagnostics.CodeAnalysis;
using Atomic.LocalHost.Timers;
using Atomic.Orchestration.Durable;

namespace Atomic.LocalHost.Engine;

/// <summary>Does what the code of an instance asked for, each kind of action at its time: at once, once what led to it is recorded, or once that is durable.</summary>
internal sealed class Dispatcher(Instance instance)
{
    private readonly Queue<ActivityCall> _internal = new();
    private readonly List<SubOrchestrationCall> _children = [];

    /// <summary>Takes a recorded action.</summary>
    public void Dispatch(PendingAction action)
    {
        switch (action)
        {
            case ActivityCall { Effect: ActivityEffect.Internal } call:
                _internal.Enqueue(call);
                break;
            case ActivityCall call:
                instance.Recorder.Effects.Start(call);
                break;
            case SubOrchestrationCall child:
                _children.Add(child);
                break;
            case TimerCall timer:
                timer.Entry = new TimerEntry(instance.Id, action.Execution.Number, timer.TaskId);
                instance.Services.Timers.Add(timer.Entry, timer.FireAt);
                break;
        }
    }

    /// <summary>The next internal activity to run in the turn.</summary>
    public bool TryTakeInternal([NotNullWhen(true)] out ActivityCall? call) => _internal.TryDequeue(out call);

    /// <summary>Starts the sub-orchestrations, whose asking is in the queue of the database by now.</summary>
    public void BeginChildren()
    {
        foreach (var child in _children)
            _ = child.BeginAsync(instance.Services.Instances);
        _children.Clear();
    }

    /// <summary>Takes a timer out of the queue.</summary>
    public void CancelTimer(TimerCall timer)
    {
        if (timer.Entry is not null)
            instance.Services.Timers.Cancel(timer.Entry);
    }

    /// <summary>Lets go of everything that a run waits for.</summary>
    public void Abandon(Execution? execution)
    {
        _internal.Clear();
        _children.Clear();
        if (execution is null)
            return;
        foreach (var action in execution.Pending)
        {
            if (action is TimerCall timer)
                CancelTimer(timer);
        }

        if (execution.HasActivities)
            execution.Cancel();
    }
}
