using Atomic.Core.Plans;
using Atomic.Evaluation.Sets;
using Atomic.Evaluation.Streams;

namespace Atomic.Evaluation.Tests;

public sealed class PlanReplayTests
{
    private static readonly PlanReplay s_replay = new(SyntheticMarket.Of(1, seed: 1, SyntheticMarket.Three));

    private static RecordedOutcome Says(string? output, bool isRight, double costUsd = 1) => new(output, output is not null, isRight, 1, costUsd);

    [Fact]
    public void Run_TwoThatAgree_AsksNobodyElse()
    {
        var run = s_replay.Run(new AgreePlan("cheap", "middle", "dear", []), [Says("A", true), Says("A", true), Says("B", false, 10)]);

        run.Called.ShouldBe([0, 1]);
        run.IsRight.ShouldBeTrue();
        run.CostUsd.ShouldBe(2);
    }

    [Fact]
    public void Run_TwoThatDiffer_TakesTheThird()
    {
        var run = s_replay.Run(new AgreePlan("cheap", "middle", "dear", []), [Says("A", true), Says("C", false), Says("B", false, 10)]);

        run.Called.ShouldBe([0, 1, 2]);
        run.Answer.ShouldBe(2);
        run.IsRight.ShouldBeFalse();
        run.CostUsd.ShouldBe(12);
    }

    [Fact]
    public void Run_TwoWithoutAnAnswer_DoNotAgree()
    {
        var run = s_replay.Run(new AgreePlan("cheap", "middle", "dear", []), [Says(null, false), Says(null, false), Says("B", true)]);

        run.Called.ShouldBe([0, 1, 2]);
        run.IsRight.ShouldBeTrue();
    }

    [Fact]
    public void Run_AStepWithoutAnAnswer_IsBilledAndFollowedByTheNext()
    {
        var run = s_replay.Run(new FallbackPlan(["middle", "dear"]), [Says("A", false), Says(null, false, 3), Says("B", true, 10)]);

        run.Called.ShouldBe([1, 2]);
        run.IsRight.ShouldBeTrue();
        run.CostUsd.ShouldBe(13);
    }

    [Fact]
    public void Run_Votes_TakesTheHeaviestOutput()
    {
        VotePlan plan = new([new("dear", 1.5), new("cheap", 0.8), new("middle", 0.9)], []);

        s_replay.Run(plan, [Says("A", true), Says("A", true), Says("B", false)]).IsRight.ShouldBeTrue("0.8 + 0.9 outweigh 1.5");
        s_replay.Run(plan, [Says("A", true), Says("C", false), Says("B", false)]).IsRight.ShouldBeFalse("1.5 outweighs each of the others");
    }
}
