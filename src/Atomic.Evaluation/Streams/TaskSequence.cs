using Atomic.Evaluation.Sets;

namespace Atomic.Evaluation.Streams;

/// <summary>
/// The tasks of a set in an order that a seed gives. A chooser is shown one task at a time, and what came of it only after it has chosen: this class is
/// the only one that hands outcomes over.
/// </summary>
public sealed class TaskSequence
{
    private readonly EvaluationSet _set;
    private readonly EvaluationTask[] _order;
    private readonly PlanReplay _replay;

    /// <summary>The stream of that seed.</summary>
    /// <param name="set">The set.</param>
    /// <param name="seed">The seed; the same one gives the same order on any machine.</param>
    public TaskSequence(EvaluationSet set, int seed)
    {
        _set = set;
        _order = [.. set.Tasks];
        new Random(seed).Shuffle(_order);
        _replay = new PlanReplay(set);
    }

    /// <summary>The tasks in the stream's order, for yardsticks that may know everything.</summary>
    public IReadOnlyList<EvaluationTask> Tasks => _order;

    /// <summary>Has the chooser choose for every task.</summary>
    /// <param name="chooser">Who chooses; new for every run, since it learns.</param>
    /// <param name="feedback">What is revealed to it.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public StreamOutcome Run(IChooser chooser, FeedbackMode feedback, CancellationToken cancellationToken = default)
    {
        var whole = default(StreamTotals);
        var lastHalf = default(StreamTotals);
        for (var i = 0; i < _order.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var task = _order[i];
            var plan = chooser.Choose(task.Facts);
            var run = _replay.Run(plan, task.Outcomes);
            whole.Add(run.IsRight, run.CostUsd);
            if (i >= _order.Length / 2)
                lastHalf.Add(run.IsRight, run.CostUsd);
            chooser.Learn(task.Facts, new ChoiceResult(plan, run.CostUsd, run.Answer, Revealed(run, task, feedback)));
        }

        return new StreamOutcome(whole, lastHalf);
    }

    private List<RevealedOutcome> Revealed(PlanRun run, EvaluationTask task, FeedbackMode feedback)
    {
        var revealed = new List<RevealedOutcome>(_set.Models.Count);
        foreach (var model in run.Called)
            revealed.Add(new RevealedOutcome(model, WasCalled: true, task.Outcomes[model]));
        if (feedback == FeedbackMode.Bandit)
            return revealed;
        for (var model = 0; model < task.Outcomes.Count; model++)
        {
            if (!run.Called.Contains(model))
                revealed.Add(new RevealedOutcome(model, WasCalled: false, task.Outcomes[model]));
        }

        return revealed;
    }
}
