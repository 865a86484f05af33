#nullable disable // as in the real assembly
namespace DurableTask.Core.History;

public class SubOrchestrationInstanceCreatedEvent : HistoryEvent
{
    public SubOrchestrationInstanceCreatedEvent(int eventId)
        : base(eventId)
    {
    }

    public string Name { get; set; }

    public string InstanceId { get; set; }
}
