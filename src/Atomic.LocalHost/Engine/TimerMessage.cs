using Atomic.Orchestration.Durable;

namespace Atomic.LocalHost.Engine;

/// <summary>A timer fired.</summary>
internal sealed class TimerMessage(int run, int taskId) : IInstanceMessage
{
    /// <inheritdoc/>
    public void Handle(Instance instance)
    {
        if (instance.HasEnded || instance.Execution is not { } execution || execution.Number != run)
            return;
        if (execution.Find(taskId) is not TimerCall timer)
            return;
        execution.Take(taskId);
        instance.Advance();
        instance.EndAction(timer, HistoryEventType.TimerFired, default, static (action, _) => action.Complete(default), 0);
    }

    /// <inheritdoc/>
    public void Refuse(Exception reason)
    {
        // The timer is in history, and fires after the restart.
    }
}
