namespace Atomic.LocalHost.Timers;

/// <summary>A timer in the queue.</summary>
/// <param name="instanceId">Whose.</param>
/// <param name="execution">Which run's; -1 wakes an instance that is not in memory.</param>
/// <param name="taskId">Which action's.</param>
internal sealed class TimerEntry(string instanceId, int execution, int taskId)
{
    /// <summary>Whose.</summary>
    public string InstanceId { get; } = instanceId;

    /// <summary>Which run's; -1 wakes an instance that is not in memory.</summary>
    public int Execution { get; } = execution;

    /// <summary>Which action's.</summary>
    public int TaskId { get; } = taskId;

    /// <summary>Whether it must not fire any more.</summary>
    public bool IsCancelled { get; set; }
}
