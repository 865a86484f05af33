using Atomic.Core.Errors;
using Atomic.LocalHost.Engine;
using Atomic.LocalHost.History;
using Atomic.LocalHost.Registration;
using Atomic.Orchestration.Durable;

namespace Atomic.LocalHost.Recovery;

/// <summary>Replays an instance that was read from the database, and lets it go on.</summary>
internal sealed class RecoverMessage(StoredInstance stored, OrchestrationRegistration registration) : IInstanceMessage
{
    /// <inheritdoc/>
    public void Handle(Instance instance)
    {
        Execution execution;
        try
        {
            execution = Replay(instance);
        }
        catch (Exception exception)
        {
            // History that cannot be replayed ends this instance with the reason; the others go on.
            instance.Advance();
            instance.Fail(exception is AtomicException { Code: ErrorCodes.NonDeterministic } ? exception : HostFailures.UnreadableHistory(exception));
            return;
        }

        instance.Resume(execution);
    }

    /// <inheritdoc/>
    public void Refuse(Exception reason)
    {
        // It is recovered after the next start.
    }

    private Execution Replay(Instance instance)
    {
        var events = new List<HistoryEvent>();
        foreach (var blob in stored.Blobs)
            HistoryReader.Read(blob, default, events);
        if (events.Count == 0 || events[0].Type is not (HistoryEventType.ExecutionStarted or HistoryEventType.ContinuedAsNew))
            throw new AtomicException(ErrorCodes.Internal, "it does not begin with a start.");
        instance.Recorder.EventCount = events.Count;
        var execution = new Execution(instance, registration.Create(events[0].Payload.Span), stored.Execution);
        Replayer.Run(execution, events);
        execution.ForgetLetGo();
        return execution;
    }
}
