using Atomic.Orchestration.Durable;

namespace Atomic.LocalHost.Engine;

/// <summary>The instance is ended from outside.</summary>
internal sealed class TerminateMessage(string reason) : IInstanceMessage
{
    private readonly TaskCompletionSource<bool> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True once the end is durable; false where the instance had ended.</summary>
    public Task<bool> Answer => _answer.Task;

    /// <inheritdoc/>
    public void Handle(Instance instance)
    {
        if (instance.HasEnded)
        {
            _answer.TrySetResult(false);
            return;
        }

        instance.Advance();
        instance.Recorder.Effects.Answer(_answer, value: true);
        instance.End(OrchestrationStatus.Terminated, HistoryEventType.ExecutionTerminated, null, reason);
    }

    /// <inheritdoc/>
    public void Refuse(Exception reason) => _answer.TrySetException(reason);
}
