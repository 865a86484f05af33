using Atomic.Core.Errors;
using Atomic.LocalHost.History;
using Atomic.Orchestration.Durable;

namespace Atomic.LocalHost.Engine;

/// <summary>
/// One orchestration instance in memory. It is an actor: messages are handled one at a time, each leads to events, and the events go to the database in
/// order. Turns never wait for the database; what must wait is in <see cref="DurableEffects"/>.
/// </summary>
internal sealed class Instance
{
    private readonly Mailbox _mailbox;
    private readonly Dispatcher _dispatcher;
    private int _flushedTasks;
    private bool _endTold;
    private Continuation? _continuation;

    /// <summary>Makes an instance that nothing has happened to.</summary>
    public Instance(EngineServices services, InstanceIdentity identity, OrchestrationSnapshot row)
    {
        (Services, Identity, Now) = (services, identity, row.UpdatedAt);
        Feed = new SnapshotFeed(services.Database);
        Recorder = new Recorder(this, row);
        _mailbox = new Mailbox(this);
        _dispatcher = new Dispatcher(this);
    }

    /// <summary>What all instances share.</summary>
    public EngineServices Services { get; }

    /// <summary>What never changes.</summary>
    public InstanceIdentity Identity { get; }

    /// <summary>The instance's id.</summary>
    public string Id => Identity.Id;

    /// <summary>What is durable.</summary>
    public SnapshotFeed Feed { get; }

    /// <summary>What records.</summary>
    public Recorder Recorder { get; }

    /// <summary>The current run; null before the first, and where history could not be read.</summary>
    public Execution? Execution { get; private set; }

    /// <summary>The time of the event that is being handled.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => Recorder.Row.Status != OrchestrationStatus.Running;

    /// <summary>Whether, after the last turn, only time, events or other instances could make it go on.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>Whether it has continued as new, and the next run has not begun.</summary>
    public bool HasContinuation => _continuation is not null && !HasEnded && !Services.IsStopped;

    /// <summary>How often it has handled all that there was.</summary>
    public long Rounds => _mailbox.Rounds;

    /// <summary>Whether it has left memory.</summary>
    public bool HasLeft => _mailbox.IsClosed;

    /// <summary>Takes a message; see <see cref="Mailbox.Post"/>.</summary>
    public bool Post(IInstanceMessage message, bool runHere = false) => _mailbox.Post(message, runHere);

    /// <summary>Leaves memory, if nothing has happened since the given round, and only time, events or other instances could make it go on.</summary>
    public bool TryLeave(long round) =>
        _mailbox.TryClose(round, () => !HasEnded && Execution is { IsIdle: true } && Services.Database.IsDurable(Recorder.LastTicket) && Feed.TryClose());

    /// <summary>Handles messages, and hands what they led to to the database.</summary>
    public void Handle(List<IInstanceMessage> messages)
    {
        foreach (var message in messages)
        {
            Try(static (instance, _) => instance.Continue(), message);
            if (Services.IsStopped)
                message.Refuse(HostFailures.Stopped());
            else
                Try(static (instance, next) => next.Handle(instance), message);
        }

        if (messages.Count == 0 && !Services.IsStopped)
            Try(static (instance, _) => instance.Continue(), this);
        Flush();
        IsWaiting = !HasEnded && Execution is { IsIdle: true };
    }

    /// <summary>Begins the first run.</summary>
    public void Begin(Execution execution)
    {
        Execution = execution;
        Advance();
        Recorder.BeginAtStart();
        Recorder.Append(HistoryEventType.ExecutionStarted, -1, Identity.Name, execution.Code.InputJson());
        execution.Begin();
        Progress();
    }

    /// <summary>Goes on with a run that was replayed, if that went well.</summary>
    public void Resume(Execution execution)
    {
        Execution = execution;
        var asked = execution.Asked.Select(action => action.Action).ToHashSet();
        var left = execution.Pending.Where(action => !asked.Contains(action)).OrderBy(action => action.TaskId).ToList();
        Advance();
        RecordAsked();
        foreach (var action in HasEnded ? [] : left)
        {
            if (action is ActivityCall { Effect: ActivityEffect.External } call)
            {
                call.Delivery++;
                Recorder.Append(HistoryEventType.TaskRedelivered, call.TaskId, null, default);
            }

            _dispatcher.Dispatch(action);
        }

        Progress();
    }

    /// <summary>The time of a new event: now, but never before the event before it.</summary>
    public void Advance()
    {
        var now = Services.Time.GetUtcNow();
        if (now > Now)
            Now = now;
        if (Execution is not null)
            Execution.Now = Now;
    }

    /// <summary>An activity came back.</summary>
    public void OnActivityEnded(ActivityCall call)
    {
        if (Apply(call))
            Progress();
    }

    /// <summary>Ends a pending action with a recorded event and lets the code go on.</summary>
    public void EndAction<TState>(PendingAction action, HistoryEventType type, ReadOnlySpan<byte> payload, Action<PendingAction, TState> end, TState state)
    {
        Recorder.Append(type, action.TaskId, null, payload);
        Execution!.Run(static step => step.end(step.action, step.state), (end, action, state));
        Progress();
    }

    /// <summary>Records what the code asked for, and does what can be done at once.</summary>
    public void Progress()
    {
        RecordAsked();
        while (!HasEnded && _dispatcher.TryTakeInternal(out var call))
        {
            // An internal activity writes through the same queue: what led to it goes first.
            if (call.TaskId >= _flushedTasks)
                Flush();
            if (call.RunInline() && Apply(call))
                RecordAsked();
        }

        if (!HasEnded && Execution is { IsStuck: true })
            Fail(ActionText.Foreign("neither ended nor waits for anything that its context gave"));
    }

    /// <summary>Ends the instance.</summary>
    public void End(OrchestrationStatus status, HistoryEventType type, byte[]? output, string? failure)
    {
        if (output is null)
            Recorder.Append(type, -1, null, JsonScratch.WriteText(failure ?? ""));
        else
            Recorder.AppendCompleted();
        Recorder.Change(Recorder.Row with { Status = status, OutputJson = output is null ? null : (ReadOnlyMemory<byte>?)output, Failure = failure });
        Recorder.Effects.DropActivities();
        Recorder.Effects.EndsInstance = true;
        _dispatcher.Abandon(Execution);
    }

    /// <summary>Ends the instance with a failure.</summary>
    public void Fail(Exception exception)
    {
        if (HasEnded)
            return;
        HostLog.InstanceFailed(Services.Log, Id, Identity.Name, (exception as AtomicException)?.Code ?? exception.GetType().Name);
        End(OrchestrationStatus.Failed, HistoryEventType.ExecutionFailed, null, exception.Message);
    }

    /// <summary>Begins the next run, which comes before anything else that happens.</summary>
    private void Continue()
    {
        if (_continuation is not { } next || HasEnded || Services.IsStopped)
            return;
        _continuation = null;
        Flush();
        next.Begin();
        Progress();
    }

    private void Try<TState>(Action<Instance, TState> action, TState state)
    {
        try
        {
            action(this, state);
        }
        catch (Exception exception)
        {
            // A defect of the engine or of a converter must not take other instances with it; this one says so.
            Fail(exception);
        }
    }

    private bool Apply(ActivityCall call)
    {
        if (HasEnded || !ReferenceEquals(call.Execution, Execution) || Execution.Take(call.TaskId) is null)
            return false;
        Advance();
        try
        {
            if (call.Failure is null)
                Recorder.Append(HistoryEventType.TaskCompleted, call.TaskId, null, call.ResultJson());
        }
        catch (Exception exception)
        {
            // A result that cannot be recorded must not be used: it would be gone after a restart.
            call.Failure = $"its result cannot be written as JSON: {exception.Message}";
        }

        if (call.Failure is null)
        {
            Execution.Run(static ended => ended.Complete(), call);
        }
        else
        {
            Recorder.Append(HistoryEventType.TaskFailed, call.TaskId, null, JsonScratch.WriteText(call.Failure));
            Execution.Run(static ended => ended.Fail(ended.Failure!), call);
        }

        return true;
    }

    private void RecordAsked()
    {
        var execution = Execution!;
        foreach (var asked in execution.Asked)
        {
            var payload = asked.Event == HistoryEventType.TimerCancelled ? default : asked.Action.ScheduledPayload();
            Recorder.Append(asked.Event, asked.Action.TaskId, asked.Action.Name is { Length: > 0 } name ? name : null, payload);
            if (asked.Event == HistoryEventType.TimerCancelled)
                _dispatcher.CancelTimer((TimerCall)asked.Action);
            else if (!execution.IsDone)
                _dispatcher.Dispatch(asked.Action);
        }

        execution.Asked.Clear();
        if (execution.Defect is { } defect)
            Fail(defect);
        else if (execution.IsDone)
            Conclude(execution);
        else if (Recorder.EventCount > Services.Options.MaxHistoryEvents)
            Fail(HostFailures.HistoryTooLong(Services.Options.MaxHistoryEvents));
    }

    private void Conclude(Execution execution)
    {
        var task = execution.Code.Task!;
        if (!task.IsCompletedSuccessfully)
            Fail(task.Exception?.InnerException ?? new TaskCanceledException(task));
        else if (execution.NextInput is not null)
            ContinueAsNew(execution, execution.NextInput);
        else
            End(OrchestrationStatus.Completed, HistoryEventType.ExecutionCompleted, execution.Code.OutputJson().ToArray(), null);
    }

    private void ContinueAsNew(Execution ended, byte[] input)
    {
        if (!Services.Registry.TryGet(Identity.Name, out var registration))
            throw HostFailures.NotRegistered(Identity.Name);
        var unread = ended.Inbox.Unread();
        _dispatcher.Abandon(Execution);
        Recorder.Reset();
        _flushedTasks = 0;
        Execution = new Execution(this, registration.Create(input), Recorder.Execution) { Now = Now };
        Recorder.Append(HistoryEventType.ContinuedAsNew, -1, Identity.Name, input);
        foreach (var (name, payload) in unread)
            Recorder.Append(HistoryEventType.EventRaised, -1, name, payload.Span);
        _continuation = new Continuation(Execution, unread);
    }

    private void Flush()
    {
        Recorder.Flush();
        _flushedTasks = Execution?.TaskCount ?? 0;
        _dispatcher.BeginChildren();
        if (HasEnded && !_endTold)
        {
            _endTold = true;
            Services.Instances.OnEnded(this);
        }
    }
}
