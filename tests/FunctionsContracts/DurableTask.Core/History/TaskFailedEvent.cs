namespace DurableTask.Core.History;

public class TaskFailedEvent : HistoryEvent
{
    public TaskFailedEvent(int eventId, int taskScheduledId, string? reason, string? details, FailureDetails? failureDetails)
        : base(eventId) => (TaskScheduledId, Reason, Details, FailureDetails) = (taskScheduledId, reason, details, failureDetails);

    public int TaskScheduledId { get; private set; }

    public string? Reason { get; private set; }

    public string? Details { get; private set; }

    public FailureDetails? FailureDetails { get; private set; }
}
