using Atomic.Core.Errors;
using Atomic.LocalHost.Registration;
using Atomic.Orchestration.Durable;

namespace Atomic.LocalHost.Engine;

/// <summary>One run of an orchestration's code, and what it waits for. Used within turns only, but for what is said otherwise.</summary>
#pragma warning disable CA1001 // see _ended
internal sealed class Execution
#pragma warning restore CA1001
{
    private readonly OrchestrationCode _code;
    private readonly OrchestrationContext _context;
    private readonly TurnSynchronizationContext _turn;
    private readonly Dictionary<int, PendingAction> _pending = [];
    // Never disposed: activities that outlive the run hold its token; without a timer it has no handle.
    private readonly CancellationTokenSource _ended = new();
    private int _tasks;

    /// <summary>Makes a run that has not begun.</summary>
    public Execution(Instance instance, OrchestrationCode code, int number)
    {
        (Instance, _code, Number) = (instance, code, number);
        _context = new OrchestrationContext(this);
        _turn = new TurnSynchronizationContext(OnForeign);
        CancellationToken = _ended.Token;
    }

    /// <summary>Whose run it is.</summary>
    public Instance Instance { get; }

    /// <summary>Which run, counted from 0.</summary>
    public int Number { get; }

    /// <summary>The code.</summary>
    public OrchestrationCode Code => _code;

    /// <summary>The time of the event that is being handled.</summary>
    public DateTimeOffset Now { get; set; }

    /// <summary>What history has of this run; null once it is replayed, or where there was none.</summary>
    public Replay? Replay { get; set; }

    /// <summary>Whether history is being replayed.</summary>
    public bool IsReplaying => Replay is not null;

    /// <summary>What the code asked for since it was last asked what that is.</summary>
    public List<AskedAction> Asked { get; } = [];

    /// <summary>External events.</summary>
    public EventInbox Inbox { get; } = new();

    /// <summary>The input of the next run, where the code continues as new.</summary>
    public byte[]? NextInput { get; set; }

    /// <summary>Why the code is not deterministic; null while nothing is known against it.</summary>
    public AtomicException? Defect { get; private set; }

    /// <summary>Cancelled when the run ends. Thread-safe.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>What has not ended.</summary>
    public IEnumerable<PendingAction> Pending => _pending.Values;

    /// <summary>Whether the code has returned or thrown.</summary>
    public bool IsDone => _code.Task is { IsCompleted: true };

    /// <summary>Whether the code has neither ended nor anything durable to wait for.</summary>
    public bool IsStuck => _code.Task is { IsCompleted: false } && _pending.Count == 0 && Inbox.WaiterCount == 0;

    /// <summary>Whether nothing but time, events and other instances can make the run go on.</summary>
    public bool IsIdle
    {
        get
        {
            foreach (var action in _pending.Values)
            {
                if (action is ActivityCall)
                    return false;
            }

            return true;
        }
    }

    /// <summary>Calls the code.</summary>
    public void Begin()
    {
        _turn.Run(static execution => execution._code.Begin(execution._context), this);
        if (_code.Task is { IsCompleted: false } task)
            _ = task.ContinueWith(static (_, state) => ((Execution)state!).OnCompleted(), this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Lets the code go on.</summary>
    public void Run<TState>(Action<TState> action, TState state) => _turn.Run(action, state);

    /// <summary>The number of the next action.</summary>
    public int NextTaskId() => _tasks++;

    /// <summary>How many actions the code asked for.</summary>
    public int TaskCount => _tasks;

    /// <summary>Takes an action; on replay, compares it with history.</summary>
    public void Ask(PendingAction action)
    {
        _pending.Add(action.TaskId, action);
        if (Replay is { } replay && replay.TryMatch(action, out var defect))
            Defect ??= defect;
        else
            Asked.Add(new AskedAction(action.Scheduled, action));
    }

    /// <summary>Takes a timer back, called from whatever thread the code's token is cancelled on.</summary>
    public void CancelTimer(TimerCall timer, CancellationToken cancellationToken)
    {
        if (!_turn.IsInside)
        {
            // A token that outlives its run may be cancelled at any time; only a timer that still waits makes that a defect.
            if (!timer.Task.IsCompleted)
                OnForeign();
            return;
        }

        if (!_pending.Remove(timer.TaskId))
            return;
        if (Replay is null || !Replay.WasCancelled(timer.TaskId))
            Asked.Add(new AskedAction(HistoryEventType.TimerCancelled, timer));
        timer.Cancel(cancellationToken);
    }

    /// <summary>Takes note that the code waits no longer for an activity.</summary>
    public void LetGo(Task activity)
    {
        foreach (var action in _pending.Values)
        {
            if (action is ActivityCall call && call.IsOf(activity))
                call.IsLetGo = true;
        }
    }

    /// <summary>Forgets what was let go: after a replay none of it is under way.</summary>
    public void ForgetLetGo()
    {
        foreach (var action in _pending.Values)
        {
            if (action is ActivityCall { IsLetGo: true })
                _pending.Remove(action.TaskId); // a dictionary may be removed from while it is enumerated
        }
    }

    /// <summary>What waits under that number, which it then no longer does; null where nothing waits.</summary>
    public PendingAction? Take(int taskId) => _pending.Remove(taskId, out var action) ? action : null;

    /// <summary>What waits under that number; null where nothing waits.</summary>
    public PendingAction? Find(int taskId) => _pending.GetValueOrDefault(taskId);

    /// <summary>Refuses calls from outside the turn.</summary>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.NonDeterministic"/>.</exception>
    public void RequireTurn()
    {
        if (_turn.IsInside)
            return;
        OnForeign();
        throw ActionText.Foreign("used its context outside its turn");
    }

    /// <summary>Ends the run's activities. Thread-safe.</summary>
    public void Cancel()
    {
        if (!_ended.IsCancellationRequested)
            _ = _ended.CancelAsync();
    }

    /// <summary>Whether an activity may be running.</summary>
    public bool HasActivities => !IsIdle;

    private void OnCompleted()
    {
        if (!_turn.IsInside)
            OnForeign();
    }

    private void OnForeign() => Instance.Post(new ForeignContinuation(this));

    /// <summary>The message that a continuation came from outside.</summary>
    private sealed class ForeignContinuation(Execution execution) : IInstanceMessage
    {
        public void Handle(Instance instance)
        {
            execution.Defect ??= ActionText.Foreign("awaited something that its context did not give");
            if (ReferenceEquals(execution, instance.Execution))
                instance.Fail(execution.Defect);
        }

        public void Refuse(Exception reason)
        {
            // It comes again when the code runs again.
        }
    }
}
