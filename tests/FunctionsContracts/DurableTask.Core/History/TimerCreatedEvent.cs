namespace DurableTask.Core.History;

public class TimerCreatedEvent : HistoryEvent
{
    public TimerCreatedEvent(int eventId, DateTime fireAt)
        : base(eventId) => FireAt = fireAt;

    public DateTime FireAt { get; set; }
}
