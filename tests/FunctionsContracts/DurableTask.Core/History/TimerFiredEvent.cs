namespace DurableTask.Core.History;

public class TimerFiredEvent : HistoryEvent
{
    public TimerFiredEvent(int eventId)
        : base(eventId)
    {
    }

    public int TimerId { get; set; }
}
