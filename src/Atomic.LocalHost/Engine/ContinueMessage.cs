namespace Atomic.LocalHost.Engine;

/// <summary>Begins the next run of an instance that continued as new; a message, so that an endless loop of runs does not hold a thread.</summary>
internal sealed class ContinueMessage(Execution execution, List<(string Name, ReadOnlyMemory<byte> Payload)> unread) : IInstanceMessage
{
    /// <inheritdoc/>
    public void Handle(Instance instance)
    {
        if (instance.HasEnded || !ReferenceEquals(instance.Execution, execution))
            return;

        // The same order as on replay: the code begins, then the events that were kept come one by one.
        execution.Begin();
        foreach (var (name, payload) in unread)
            execution.Run(static raised => raised.Inbox.Raise(raised.Name, raised.Payload), (execution.Inbox, Name: name, Payload: payload));
        instance.Progress();
    }

    /// <inheritdoc/>
    public void Refuse(Exception reason)
    {
        // History already begins with the new run.
    }
}
