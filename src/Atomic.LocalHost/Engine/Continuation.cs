namespace Atomic.LocalHost.Engine;

/// <summary>The next run of an instance that continued as new, before it has begun.</summary>
/// <param name="execution">The run.</param>
/// <param name="unread">The events that the run before it did not ask for.</param>
internal sealed class Continuation(Execution execution, List<(string Name, ReadOnlyMemory<byte> Payload)> unread)
{
    /// <summary>Begins it in the same order as on replay: the code first, then the events that were kept, one by one.</summary>
    public void Begin()
    {
        execution.Begin();
        foreach (var (name, payload) in unread)
            execution.Run(static raised => raised.Inbox.Raise(raised.Name, raised.Payload), (execution.Inbox, Name: name, Payload: payload));
    }
}
