using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Plans;
using Atomic.Orchestration.Microtasks;

namespace Atomic.Orchestration.Decisions;

/// <summary>
/// Folds the attempts of a plan. History says that an attempt was asked for, but not which: that follows from the plan itself, so that the same
/// <see cref="PlanRun"/> which the flow executed is run over what history holds, and attempts under way are known at every moment.
/// </summary>
/// <param name="microtask">The microtask.</param>
/// <param name="terms">The plan's terms; null where history does not hold them: then attempts are known once they have ended.</param>
internal sealed class AttemptFold(AcceptedMicrotask microtask, PlanTerms? terms)
{
    private readonly PlanRun? _run = terms is null ? null : new PlanRun(terms);
    private readonly List<int> _taskIds = [];
    private readonly List<AttemptStart> _started = [];
    private readonly List<Attempt> _attempts = [];
    private readonly HashSet<int> _ended = [];
    private bool _isCancelled;

    /// <summary>The attempts that were started, in order.</summary>
    public IReadOnlyList<AttemptStart> Started => _started;

    /// <summary>The attempts that ended, in order, those that were cut off last.</summary>
    public IReadOnlyList<Attempt> Attempts => _isCancelled ? [.. _attempts, .. CutOff(BookedAttempts.CutOff)] : _attempts;

    /// <summary>The attempt whose answer counts; null where there is none yet.</summary>
    public PlanAsk? Answer { get; private set; }

    /// <summary>Whether an attempt was started under that number.</summary>
    /// <param name="taskId">The number.</param>
    public bool Has(int taskId) => _taskIds.Contains(taskId);

    /// <summary>An attempt was asked for.</summary>
    /// <param name="taskId">Its number.</param>
    /// <param name="at">When.</param>
    public void Start(int taskId, DateTimeOffset at)
    {
        var ask = NextAsk(at);
        _run?.Begin(ask, at);
        _taskIds.Add(taskId);
        _started.Add(new AttemptStart(ask.Step, at, 1) { Ask = ask.Ask });
    }

    /// <summary>An attempt under way was started again after a crash.</summary>
    /// <param name="taskId">Its number.</param>
    public void Deliver(int taskId)
    {
        if (_taskIds.IndexOf(taskId) is >= 0 and var index)
            _started[index] = _started[index] with { Deliveries = _started[index].Deliveries + 1 };
    }

    /// <summary>An attempt ended.</summary>
    /// <param name="taskId">Its number.</param>
    /// <param name="attempt">How.</param>
    /// <param name="at">When.</param>
    public void End(int taskId, Attempt attempt, DateTimeOffset at)
    {
        // What was cut off may still come to an end before the settlement; the flow has booked it by then.
        if (_isCancelled || !_ended.Add(taskId) || _taskIds.IndexOf(taskId) is not (>= 0 and var index))
            return;
        var start = _started[index];
        _started[index] = start with { Step = attempt.Step, Ask = attempt.Ask, Deliveries = Math.Max(start.Deliveries, attempt.Delivery ?? 1) };
        _attempts.Add(attempt);
        _run?.End(attempt);
        if (_run?.Next(at) is not { IsDone: true } done)
            return;
        Answer = done.Answer is { } answer ? new PlanAsk(answer.Step, answer.Ask) : null;
        foreach (var cut in CutOff(BookedAttempts.Superseded).ToList())
            _attempts.Add(cut);
        _ended.UnionWith(_taskIds);
    }

    /// <summary>An attempt failed inside the house.</summary>
    /// <param name="taskId">Its number.</param>
    /// <param name="reason">Why.</param>
    /// <param name="at">When.</param>
    public void Break(int taskId, string reason, DateTimeOffset at)
    {
        if (_taskIds.IndexOf(taskId) is >= 0 and var index && BidOf(_started[index]) is { } bid)
            End(taskId, BookedAttempts.Broken(microtask, bid, AskOf(_started[index]), reason), at);
    }

    /// <summary>The caller cancelled: whatever is under way is cut off, also what the flow had yet to start.</summary>
    public void Cancel() => _isCancelled = true;

    private IEnumerable<Attempt> CutOff(Func<AcceptedMicrotask, Bid, PlanAsk, Attempt> book)
    {
        for (var i = 0; i < _started.Count; i++)
        {
            if (!_ended.Contains(_taskIds[i]) && BidOf(_started[i]) is { } bid)
                yield return book(microtask, bid, AskOf(_started[i]));
        }
    }

    // Hosts tell moments of their own, a little later than the flow's: where by then nothing would be started any more, it was the next in the plan.
    private PlanAsk NextAsk(DateTimeOffset at)
    {
        if (_run?.Next(at) is { Start: [var order, ..] })
            return order.Ask;
        var next = _started.Count == 0 ? 0 : _started.Max(static start => start.Step) + 1;
        return new PlanAsk(terms is null ? next : Math.Min(next, terms.Bids.Count - 1), 1);
    }

    private static PlanAsk AskOf(AttemptStart start) => new(start.Step, start.Ask);

    private Bid? BidOf(AttemptStart start) => terms is not null && start.Step < terms.Bids.Count ? terms.Bids[start.Step] : null;
}
