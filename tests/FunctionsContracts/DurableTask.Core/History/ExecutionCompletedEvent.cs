namespace DurableTask.Core.History;

public class ExecutionCompletedEvent : HistoryEvent
{
    public ExecutionCompletedEvent(int eventId, string? result, OrchestrationStatus orchestrationStatus, FailureDetails? failureDetails = null)
        : base(eventId) => (Result, OrchestrationStatus, FailureDetails) = (result, orchestrationStatus, failureDetails);

    public OrchestrationStatus OrchestrationStatus { get; private set; }

    public string? Result { get; private set; }

    public FailureDetails? FailureDetails { get; private set; }
}
