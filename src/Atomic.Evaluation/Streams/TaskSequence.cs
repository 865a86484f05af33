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

    private TaskSequence(TaskSequence other, EvaluationTask[] order) => (_set, _order, _replay) = (other._set, order, other._replay);

    /// <summary>The tasks in the stream's order, for yardsticks that may know everything.</summary>
    public IReadOnlyList<EvaluationTask> Tasks => _order;

    /// <summary>The same tasks in the same order, told otherwise from some place on.</summary>
    /// <param name="from">The place of the first that is told otherwise; 0: all of them.</param>
    /// <param name="otherwise">What becomes of a task's outcomes, in the order of the set's models.</param>
    public TaskSequence From(int from, Func<IReadOnlyList<RecordedOutcome>, IReadOnlyList<RecordedOutcome>> otherwise) =>
        new(this, [.. _order.Select((task, i) => i < from ? task : task with { Outcomes = otherwise(task.Outcomes) })]);

    /// <summary>Has the chooser choose for every task.</summary>
    /// <param name="chooser">Who chooses; new for every run, since it learns.</param>
    /// <param name="feedback">What is revealed to it.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public StreamOutcome Run(IChooser chooser, FeedbackMode feedback, CancellationToken cancellationToken = default)
    {
        var whole = default(StreamTotals);
        var lastHalf = default(StreamTotals);
        var place = 0;
        foreach (var run in Runs(chooser, feedback, cancellationToken))
        {
            whole.Add(run.IsRight, run.CostUsd);
            if (place++ >= _order.Length / 2)
                lastHalf.Add(run.IsRight, run.CostUsd);
        }

        return new StreamOutcome(whole, lastHalf);
    }

    /// <summary>What the chooser's plans come to, task by task in the stream's order; each is learned from before the next is chosen.</summary>
    /// <param name="chooser">Who chooses; new for every run, since it learns.</param>
    /// <param name="feedback">What is revealed to it.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public IEnumerable<PlanRun> Runs(IChooser chooser, FeedbackMode feedback, CancellationToken cancellationToken = default)
    {
        foreach (var task in _order)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var plan = chooser.Choose(task.Facts);
            var run = _replay.Run(plan, task.Outcomes);
            chooser.Learn(task.Facts, new ChoiceResult(plan, run.CostUsd, run.Answer, Revealed(run, task, feedback)));
            yield return run;
        }
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
