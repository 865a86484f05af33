#nullable disable // as in the real assembly
namespace DurableTask.Core.History;

public class TaskCompletedEvent : HistoryEvent
{
    public TaskCompletedEvent(int eventId, int taskScheduledId, string result)
        : base(eventId) => (TaskScheduledId, Result) = (taskScheduledId, result);

    public int TaskScheduledId { get; private set; }

    public string Result { get; private set; }
}
