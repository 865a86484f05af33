using Atomic.Core.Decisions;

namespace Atomic.Core.Plans;

/// <summary>
/// A plan while it is run: what was started, what has ended, and what follows. Deterministic, without clock and without I/O, so that the flow that
/// executes and whoever folds its history afterwards come to the same at every moment.
/// <list type="bullet">
/// <item>The plan's first step is always asked. Whatever comes after it must fit into what is left of deadline and money.</item>
/// <item>A refused answer is asked for once more, of the same bidder, before the plan goes on; not when the plan has gone on already.</item>
/// <item>An attempt that failed after a part of its answer had been passed on ends the plan: nobody else may go on with another's answer.</item>
/// <item>Where everything has failed and yet somebody has given a valid answer (two that differ, and nobody to decide), the valid answer of the
/// bidder with the highest success probability counts: it is better than none.</item>
/// </list>
/// </summary>
/// <param name="terms">The terms of the plan.</param>
public sealed class PlanRun(PlanTerms terms)
{
    private readonly List<PlanStart> _started = new(1);
    private readonly List<Attempt> _ended = new(1);
    private readonly int _opening = PlanOpening.StepsOf(terms.Plan);

    /// <summary>The terms.</summary>
    public PlanTerms Terms => terms;

    /// <summary>The askings that were started, in order.</summary>
    public IReadOnlyList<PlanStart> Started => _started;

    /// <summary>The attempts that ended, in order.</summary>
    public IReadOnlyList<Attempt> Ended => _ended;

    /// <summary>The askings under way, in the order of their starts.</summary>
    public IEnumerable<PlanStart> UnderWay => _started.Where(start => !_ended.Exists(attempt => Is(attempt, start.Ask)));

    /// <summary>Takes note of a start.</summary>
    /// <param name="ask">What was started.</param>
    /// <param name="at">When.</param>
    public void Begin(PlanAsk ask, DateTimeOffset at) => _started.Add(new PlanStart(ask, at));

    /// <summary>Takes note of the end of an asking under way.</summary>
    /// <param name="attempt">How it ended.</param>
    public void End(Attempt attempt) => _ended.Add(attempt);

    /// <summary>What follows. It changes nothing: what it says is to be started counts once <see cref="Begin"/> has been told.</summary>
    /// <param name="now">Now.</param>
    public PlanMove Next(DateTimeOffset now)
    {
        if (_ended.Exists(static attempt => attempt is { Streamed: true, Outcome: not AttemptOutcome.Succeeded }))
            return new PlanMove { IsDone = true };

        var turn = new PlanTurn(terms, Purse(), now);
        var steps = Steps();
        AskAgain(turn, steps);
        if ((Later(steps) ?? PlanOpening.Decided(terms.Plan, steps)) is { } answer)
            return new PlanMove { IsDone = true, Answer = answer };

        turn.Confirm();
        var wakeAt = Open(turn, steps);
        if (PlanOpening.IsOver(terms.Plan, steps))
            GoOn(turn, steps);
        return turn.Orders.Count > 0 || UnderWay.Any()
            ? new PlanMove { Start = turn.Orders, Skipped = turn.Skipped, WakeAt = wakeAt }
            : new PlanMove { IsDone = true, Answer = PlanOpening.Decided(terms.Plan, steps) ?? BetterThanNone(steps), Skipped = turn.Skipped };
    }

    private static bool Is(Attempt attempt, PlanAsk ask) => attempt.Step == ask.Step && attempt.Ask == ask.Ask;

    private PlanPurse Purse()
    {
        var purse = new PlanPurse(_ended.Sum(static attempt => attempt.CostUsd), 0, 0);
        foreach (var start in UnderWay) purse = purse.With(terms.Bids[start.Ask.Step]);
        return purse;
    }

    private PlanSteps Steps()
    {
        var steps = new PlanSteps(terms.Bids.Count);
        foreach (var attempt in _ended) steps.End(attempt);
        foreach (var start in UnderWay) steps[start.Ask.Step] = PlanStepState.Open;

        // Those who answer together are asked together: who did not fit in at the beginning is not asked later.
        for (var step = 1; step < _opening && _ended.Count > 0 && terms.Plan is not HedgePlan; step++)
        {
            if (steps[step] == PlanStepState.Unasked) steps[step] = PlanStepState.Failed;
        }

        return steps;
    }

    // Only what has just ended is asked for again: an obstacle that was met then is not overcome later.
    private void AskAgain(PlanTurn turn, PlanSteps steps)
    {
        if (_ended is not [.., { Outcome: AttemptOutcome.InvalidOutput, Ask: 1, Rejected: { } rejected } last] || terms.AsksPerStep < 2) return;
        var ask = new PlanAsk(last.Step, 2);
        if (_started.Exists(start => start.Ask == ask) || (last.Step < _opening && _started.Exists(start => start.Ask.Step >= _opening))) return;
        if (turn.TryPropose(ask, rejected)) steps[last.Step] = PlanStepState.Open;
    }

    private Attempt? Later(PlanSteps steps)
    {
        for (var step = _opening; step < terms.Bids.Count; step++)
        {
            if (steps.AnswerOf(step) is { } answer) return answer;
        }

        return null;
    }

    // Who belongs to the opening is asked at once, but for the second of a hedge, which waits for its time.
    private DateTimeOffset? Open(PlanTurn turn, PlanSteps steps)
    {
        for (var step = 0; step < _opening; step++)
        {
            if (steps[step] != PlanStepState.Unasked) continue;
            if (step > 0 && terms.Plan is HedgePlan hedge && steps[0] == PlanStepState.Open && HedgeAt(hedge, turn.Now) is var due && due > turn.Now)
                return due < terms.AcceptedAt.AddSeconds(terms.DeadlineSeconds) ? due : null;
            if (step == 0 ? turn.Order(new PlanAsk(0, 1)) : turn.TryOrder(new PlanAsk(step, 1))) steps[step] = PlanStepState.Open;
            else if (terms.Plan is not HedgePlan || steps[0] != PlanStepState.Open) steps[step] = PlanStepState.Failed;
        }

        return null;
    }

    private DateTimeOffset HedgeAt(HedgePlan hedge, DateTimeOffset now)
    {
        var from = _started.Find(static start => start.Ask is { Step: 0, Ask: 1 })?.At ?? now;
        var after = Math.Clamp(hedge.AfterSeconds, 0, terms.DeadlineSeconds);
        return from.AddSeconds(double.IsNaN(after) ? terms.DeadlineSeconds : after);
    }

    // One after the other. Who was passed over is not come back to once a later one has been asked.
    private void GoOn(PlanTurn turn, PlanSteps steps)
    {
        var last = _opening - 1;
        foreach (var start in _started) last = Math.Max(last, start.Ask.Step);
        if (last >= _opening && steps[last] == PlanStepState.Open) return;
        for (var step = last + 1; step < terms.Bids.Count; step++)
        {
            if (turn.TryOrder(new PlanAsk(step, 1))) return;
        }
    }

    private Attempt? BetterThanNone(PlanSteps steps)
    {
        Attempt? best = null;
        for (var step = 0; step < terms.Bids.Count; step++)
        {
            if (steps.AnswerOf(step) is { } answer && (best is null || terms.Bids[step].Success.Expected > terms.Bids[best.Step].Success.Expected))
                best = answer;
        }

        return best;
    }
}
