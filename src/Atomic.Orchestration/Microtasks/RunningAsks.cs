using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Plans;
using Atomic.Orchestration.Activities;
using Atomic.Orchestration.Durable;

namespace Atomic.Orchestration.Microtasks;

/// <summary>The askings of a plan that are under way as activities, and the timer of a hedge. Deterministic: it awaits nothing but what the context gives.</summary>
/// <param name="context">The orchestration's context.</param>
/// <param name="microtask">The microtask.</param>
/// <param name="run">The plan; told of starts and ends.</param>
internal sealed class RunningAsks(IOrchestrationContext context, AcceptedMicrotask microtask, PlanRun run) : IDisposable
{
    private readonly List<(PlanStart Start, Task<Attempt> Result)> _underWay = new(1);
    private readonly List<(DateTimeOffset At, double Seconds)> _spans = new(1);
    private CancellationTokenSource? _timerTakenBack;
    private Task? _timer;

    /// <summary>When models were at work, in the order of their beginnings.</summary>
    public IReadOnlyList<(DateTimeOffset At, double Seconds)> Spans() => _spans.Count < 2 ? _spans : [.. _spans.OrderBy(static span => span.At)];

    /// <summary>Starts what the plan starts, and sets its timer or takes it back.</summary>
    /// <param name="move">What the plan does next.</param>
    public void Start(PlanMove move)
    {
        foreach (var order in move.Start)
        {
            var start = new PlanStart(order.Ask, context.UtcNow);
            run.Begin(start.Ask, start.At);
            _underWay.Add((start, context.CallActivityAsync(MicrotaskActivities.Attempt, OrderOf(order))));
        }

        if (move.WakeAt is { } at && _timer is null)
        {
            _timerTakenBack = new CancellationTokenSource();
            _timer = context.CreateTimerAsync(at, _timerTakenBack.Token);
        }
        else if (move.WakeAt is null)
        {
            TakeTimerBack();
        }
    }

    /// <summary>Waits until an asking has ended, which the plan is told, or the timer has fired.</summary>
    /// <param name="cancelled">The caller's cancellation.</param>
    /// <returns>False where the caller has cancelled.</returns>
    public async Task<bool> WaitAsync(Task cancelled)
    {
        var first = await FirstAsync(cancelled);
        if (first == cancelled)
            return false;
        if (first == _timer)
        {
            _timer = null;
            return true;
        }

        var index = _underWay.FindIndex(asking => asking.Result == first);
        var (start, result) = _underWay[index];
        _underWay.RemoveAt(index);
        var attempt = await EndOfAsync(start.Ask, result);
        run.End(attempt);
        _spans.Add((start.At, attempt.LatencySeconds));
        return true;
    }

    /// <summary>Ends whatever is under way, in the order of starts, and takes the timer back.</summary>
    /// <param name="book">What is recorded of it.</param>
    public void EndAll(Func<AcceptedMicrotask, Bid, PlanAsk, Attempt> book)
    {
        TakeTimerBack();
        foreach (var (start, result) in _underWay)
        {
            // What is booked here is not asked for again after a crash: its answer could count for nothing any more.
            context.LetGo(result);
            run.End(book(microtask, BidOf(start.Ask), start.Ask));
            _spans.Add((start.At, (context.UtcNow - start.At).TotalSeconds));
        }

        _underWay.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => _timerTakenBack?.Dispose();

    // One asking and no timer is the way of nearly every microtask.
    private Task<Task> FirstAsync(Task cancelled) => (_underWay, _timer) switch
    {
        ([var only], null) => Task.WhenAny(only.Result, cancelled),
        (_, null) => Task.WhenAny([.. _underWay.Select(static asking => asking.Result), cancelled]),
        (_, { } timer) => Task.WhenAny([.. _underWay.Select(static asking => asking.Result), timer, cancelled]),
    };

    // A timer that nobody waits for would keep the instance from ending on some hosts.
    private void TakeTimerBack()
    {
        if (_timer is null)
            return;
        _timer = null;
        _timerTakenBack!.Cancel();
    }

    // An attempt that throws instead of replying is a defect of ours, but the caller still has a runner-up.
    private async Task<Attempt> EndOfAsync(PlanAsk ask, Task<Attempt> result)
    {
        try
        {
            return await result;
        }
        catch (ActivityFailedException failure)
        {
            return BookedAttempts.Broken(microtask, BidOf(ask), ask, failure.Reason);
        }
    }

    private Bid BidOf(PlanAsk ask) => run.Terms.Bids[ask.Step];

    private AttemptOrder OrderOf(PlanOrder order)
    {
        var bid = BidOf(order.Ask);
        return new AttemptOrder
        {
            MicrotaskId = microtask.Id,
            Tenant = microtask.Tenant,
            Kind = microtask.Kind,
            Payload = microtask.Payload,
            Step = order.Ask.Step,
            Ask = order.Ask.Ask,
            Rejected = order.Rejected,
            Demonstrations = bid.Demonstrations,
            Stream = microtask.Stream && !VerificationRules.HoldsBack(microtask),
            Agreement = run.Terms.Plan.Form is PlanForm.Agree or PlanForm.Vote ? microtask.TextAgreement : null,
            Verify = VerificationRules.Immediate(microtask),
            BidderId = bid.BidderId,
            Model = bid.Model,
            InputTokens = bid.Evidence.InputTokens > 0 ? bid.Evidence.InputTokens : microtask.InputTokens,
            MaxInlineOutputBytes = microtask.MaxInlineOutputBytes,
            DeadlineAt = microtask.AcceptedAt.AddSeconds(microtask.DeadlineSeconds),
            TraceParent = microtask.TraceParent,
        };
    }
}
