namespace DurableTask.Core.History;

public abstract class HistoryEvent
{
    protected HistoryEvent(int eventId) => EventId = eventId;

    public int EventId { get; internal set; }

    public DateTime Timestamp { get; set; } = DateTime.UtcNow;
}
