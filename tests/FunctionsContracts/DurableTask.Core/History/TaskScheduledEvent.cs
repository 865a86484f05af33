namespace DurableTask.Core.History;

public class TaskScheduledEvent : HistoryEvent
{
    public TaskScheduledEvent(int eventId, string name, string? version = null, string? input = null)
        : base(eventId) => (Name, Version, Input) = (name, version, input);

    public string? Name { get; set; }

    public string? Version { get; set; }

    public string? Input { get; set; }
}
