using Atomic.Core.Plans;
using Atomic.Evaluation.Routing;
using Atomic.Evaluation.Sets;
using Atomic.Evaluation.Streams;

namespace Atomic.Evaluation.Tests;

public sealed class TaskSequenceTests
{
    private readonly EvaluationSet _set = SyntheticMarket.Of(300, seed: 1, SyntheticMarket.Three);

    [Fact]
    public void Run_Bandit_RevealsAfterEachChoiceTheCalledAlone()
    {
        var chooser = new Watcher(new SinglePlan("middle"));

        new TaskSequence(_set, seed: 1).Run(chooser, FeedbackMode.Bandit);

        chooser.Results.Count.ShouldBe(_set.Tasks.Count);
        chooser.Results.ShouldAllBe(static result => result.Revealed.Count == 1 && result.Revealed[0].Model == 1 && result.Revealed[0].WasCalled);
    }

    [Fact]
    public void Run_Full_RevealsAllAfterEachChoice()
    {
        var chooser = new Watcher(new SinglePlan("middle"));

        new TaskSequence(_set, seed: 1).Run(chooser, FeedbackMode.Full);

        chooser.Results.ShouldAllBe(static result => result.Revealed.Count == 3 && result.Revealed.Count(static revealed => revealed.WasCalled) == 1);
    }

    [Fact]
    public void Facts_OfATask_HaveNothingOfItsOutcomes()
    {
        // What the chooser is given holds no reference to the task, its outcomes, a label or a subject: only these four.
        typeof(TaskFacts).GetProperties().Where(static property => property.Name != "EqualityContract").Select(static property => property.Name)
            .ShouldBe(["Id", "Kind", "Input", "InputTokens"], ignoreOrder: true);
    }

    [Fact]
    public void Run_OutcomesOfTheFutureChanged_ChoosesTheSameUntilThen()
    {
        var changedFrom = _set.Tasks.Count / 2;
        var order = new TaskSequence(_set, seed: 4).Tasks;
        var changed = order.Skip(changedFrom).Select(static task => task.Facts.Id).ToHashSet(StringComparer.Ordinal);
        var other = _set with
        {
            Tasks = [.. _set.Tasks.Select(task => changed.Contains(task.Facts.Id) ? task with { Outcomes = [.. task.Outcomes.Select(static outcome => outcome with { IsRight = !outcome.IsRight })] } : task)],
        };

        var plans = PlansOf(_set, seed: 4);
        var otherPlans = PlansOf(other, seed: 4);

        // The plan for the first changed task is chosen before its outcome is known.
        otherPlans.Take(changedFrom + 1).ShouldBe(plans.Take(changedFrom + 1));
        otherPlans.ShouldNotBe(plans, "what comes after has learned otherwise");
    }

    [Fact]
    public void Run_TheSameSeed_ComesToTheSame()
    {
        PlansOf(_set, seed: 2).ShouldBe(PlansOf(_set, seed: 2));
        PlansOf(_set, seed: 2).ShouldNotBe(PlansOf(_set, seed: 3));
    }

    private static List<Plan> PlansOf(EvaluationSet set, int seed)
    {
        var routing = new RoutingSettings { PlanForms = [PlanForm.Agree, PlanForm.Vote] };
        var chooser = new Watcher(new AuctionChooser(set.Models, routing, new PacedValue(0.001), seed));
        new TaskSequence(set, seed).Run(chooser, FeedbackMode.Bandit);
        return [.. chooser.Results.Select(static result => result.Plan)];
    }

    private sealed class Watcher(IChooser? inner) : IChooser
    {
        private readonly Plan? _plan;
        private string? _open;

        public Watcher(Plan plan) : this((IChooser?)null) => _plan = plan;

        public List<ChoiceResult> Results { get; } = [];

        public Plan Choose(TaskFacts facts)
        {
            _open.ShouldBeNull("the one before was revealed first");
            _open = facts.Id;
            return _plan ?? inner!.Choose(facts);
        }

        public void Learn(TaskFacts facts, ChoiceResult result)
        {
            facts.Id.ShouldBe(_open);
            _open = null;
            Results.Add(result);
            inner?.Learn(facts, result);
        }
    }
}
