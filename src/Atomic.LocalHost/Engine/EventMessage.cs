using Atomic.Orchestration.Durable;

namespace Atomic.LocalHost.Engine;

/// <summary>An external event was raised.</summary>
internal sealed class EventMessage(string name, byte[] payload) : IInstanceMessage
{
    private readonly TaskCompletionSource<bool> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True once the event is durable; false where the instance had ended.</summary>
    public Task<bool> Answer => _answer.Task;

    /// <inheritdoc/>
    public void Handle(Instance instance)
    {
        if (instance.HasEnded || instance.Execution is not { } execution)
        {
            _answer.TrySetResult(false);
            return;
        }

        instance.Advance();
        instance.Recorder.Append(HistoryEventType.EventRaised, -1, name, payload);
        instance.Recorder.Effects.Answer(_answer, value: true);
        execution.Run(static raised => raised.Inbox.Raise(raised.name, raised.payload), (execution.Inbox, name, payload));
        instance.Progress();
    }

    /// <inheritdoc/>
    public void Refuse(Exception reason) => _answer.TrySetException(reason);
}
