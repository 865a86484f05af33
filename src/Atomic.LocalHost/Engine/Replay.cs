using Atomic.Core.Errors;
using Atomic.Orchestration.Durable;

namespace Atomic.LocalHost.Engine;

/// <summary>The recorded actions of a run, with which the code's are compared.</summary>
internal sealed class Replay
{
    private readonly Dictionary<int, HistoryEvent> _actions = [];
    private readonly HashSet<int> _cancelled = [];
    private readonly Dictionary<int, int> _deliveries = [];

    /// <summary>Collects the actions of a history.</summary>
    public Replay(List<HistoryEvent> events)
    {
        foreach (var recorded in events)
        {
            switch (recorded.Type)
            {
                case HistoryEventType.TaskScheduled or HistoryEventType.TimerCreated or HistoryEventType.SubOrchestrationScheduled:
                    _actions[recorded.TaskId] = recorded;
                    break;
                case HistoryEventType.TimerCancelled:
                    _cancelled.Add(recorded.TaskId);
                    break;
                case HistoryEventType.TaskRedelivered:
                    _deliveries[recorded.TaskId] = _deliveries.GetValueOrDefault(recorded.TaskId) + 1;
                    break;
            }
        }
    }

    /// <summary>Compares an action with the recorded one of its number.</summary>
    /// <param name="action">What the code asked for.</param>
    /// <param name="defect">Why they differ; null where they do not.</param>
    /// <returns>False where history has no such action (yet).</returns>
    public bool TryMatch(PendingAction action, out AtomicException? defect)
    {
        defect = null;
        if (!_actions.TryGetValue(action.TaskId, out var recorded))
            return false;
        if (recorded.Type != action.Scheduled || (recorded.Name ?? "") != action.Name)
            defect = ActionText.Mismatch(action.TaskId, ActionText.Of(recorded.Type, recorded.Name), action.Describe());
        if (action is ActivityCall call)
            call.Delivery = 1 + _deliveries.GetValueOrDefault(action.TaskId);
        return true;
    }

    /// <summary>Whether history has the timer taken back.</summary>
    public bool WasCancelled(int taskId) => _cancelled.Contains(taskId);
}
