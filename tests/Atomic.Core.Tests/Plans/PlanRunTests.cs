using Atomic.Core.Plans;

namespace Atomic.Core.Tests.Plans;

public sealed class PlanRunTests
{
    private static readonly AgreePlan Agree = new("a", "b", "c", ["d"]);
    private static readonly HedgePlan Hedge = new("a", "b", 2, ["c"]);
    private static readonly VotePlan Vote = new([new("a", 1.5), new("b", 1), new("c", 1)], ["d"]);

    [Fact]
    public void Next_Fallback_AsksOneAfterTheOther()
    {
        var run = new PlanRun(PlanCases.Terms(new FallbackPlan(["a", "b"])));

        run.Go().ShouldBe([new(0, 1)]);
        run.Go().ShouldBeEmpty();
        run.End(PlanCases.Failure(new(0, 1)));
        run.Go().ShouldBe([new(1, 1)]);
        run.End(PlanCases.Failure(new(1, 1)));

        run.Next(PlanCases.Start).ShouldSatisfyAllConditions(static move => move.IsDone.ShouldBeTrue(), static move => move.Answer.ShouldBeNull());
    }

    [Fact]
    public void Next_TwoAgree_IsTheAnswerOfTheFirst()
    {
        var run = new PlanRun(PlanCases.Terms(Agree));

        run.Go().ShouldBe([new(0, 1), new(1, 1)]);
        run.End(PlanCases.Answer(new(1, 1), "yes"));
        run.Go().ShouldBeEmpty();
        run.End(PlanCases.Answer(new(0, 1), "yes"));

        run.Next(PlanCases.Start).Answer!.Step.ShouldBe(0);
    }

    [Fact]
    public void Next_TwoDiffer_AsksTheThirdWhoseAnswerCounts()
    {
        var run = new PlanRun(PlanCases.Terms(Agree));
        run.Go();
        run.End(PlanCases.Answer(new(0, 1), "yes"));
        run.End(PlanCases.Answer(new(1, 1), "no"));

        run.Go().ShouldBe([new(2, 1)]);
        run.End(PlanCases.Answer(new(2, 1), "perhaps"));

        run.Next(PlanCases.Start).Answer!.Step.ShouldBe(2);
    }

    [Fact]
    public void Next_OneOfTwoFails_AsksTheThirdAtOnce()
    {
        var run = new PlanRun(PlanCases.Terms(Agree));
        run.Go();
        run.End(PlanCases.Failure(new(1, 1)));

        run.Go().ShouldBe([new(2, 1)]);
        run.End(PlanCases.Failure(new(2, 1)));
        run.Go().ShouldBe([new(3, 1)]);
    }

    [Fact]
    public void Next_AnswersEqualNoOther_NeverAgree()
    {
        var run = new PlanRun(PlanCases.Terms(Agree));
        run.Go();
        run.End(PlanCases.Answer(new(0, 1), "yes") with { OutputHash = null });
        run.End(PlanCases.Answer(new(1, 1), "yes") with { OutputHash = null });

        run.Go().ShouldBe([new(2, 1)]);
    }

    [Fact]
    public void Next_TwoDifferAndEverythingElseFails_TakesTheMoreProbableOfTheTwo()
    {
        var terms = PlanCases.Terms(Agree);
        var run = new PlanRun(terms with { Bids = [PlanCases.Bid("a", success: 0.5), PlanCases.Bid("b", success: 0.7), terms.Bids[2], terms.Bids[3]] });
        run.Go();
        run.End(PlanCases.Answer(new(0, 1), "yes"));
        run.End(PlanCases.Answer(new(1, 1), "no"));
        run.Go();
        run.End(PlanCases.Failure(new(2, 1)));
        run.Go();
        run.End(PlanCases.Failure(new(3, 1)));

        run.Next(PlanCases.Start).Answer!.Step.ShouldBe(1);
    }

    [Fact]
    public void Next_NoOutstandingVoteCanChangeTheOutcome_IsDecided()
    {
        var run = new PlanRun(PlanCases.Terms(Vote));
        run.Go().Length.ShouldBe(3);
        run.End(PlanCases.Answer(new(2, 1), "yes"));
        run.Next(PlanCases.Start).IsDone.ShouldBeFalse();
        run.End(PlanCases.Answer(new(0, 1), "yes"));

        var move = run.Next(PlanCases.Start);

        move.IsDone.ShouldBeTrue();
        move.Answer!.Step.ShouldBe(0);
        run.UnderWay.Single().Ask.ShouldBe(new PlanAsk(1, 1));
    }

    [Fact]
    public void Next_HeavyVoterAgainstTwoLight_IsOutvoted()
    {
        var run = new PlanRun(PlanCases.Terms(Vote));
        run.Go();
        run.End(PlanCases.Answer(new(0, 1), "yes"));
        run.End(PlanCases.Answer(new(1, 1), "no"));
        run.Next(PlanCases.Start).IsDone.ShouldBeFalse();
        run.End(PlanCases.Answer(new(2, 1), "no"));

        run.Next(PlanCases.Start).Answer!.Step.ShouldBe(1);
    }

    [Fact]
    public void Next_VotesOfTheSameWeight_GoByTheFirstVotersWeightThenByOrder()
    {
        var run = new PlanRun(PlanCases.Terms(new VotePlan([new("a", 1), new("b", 1), new("c", 2)], [])));
        run.Go();
        run.End(PlanCases.Answer(new(0, 1), "yes"));
        run.End(PlanCases.Answer(new(1, 1), "yes"));
        run.End(PlanCases.Answer(new(2, 1), "no"));
        run.Next(PlanCases.Start).Answer!.Step.ShouldBe(2);

        var even = new PlanRun(PlanCases.Terms(new VotePlan([new("a", 1), new("b", 1), new("c", 1)], [])));
        even.Go();
        even.End(PlanCases.Answer(new(2, 1), "perhaps"));
        even.End(PlanCases.Answer(new(1, 1), "no"));
        even.End(PlanCases.Answer(new(0, 1), "yes"));
        even.Next(PlanCases.Start).Answer!.Step.ShouldBe(0);
    }

    [Fact]
    public void Next_NoVoterAnswers_AsksTheBackups()
    {
        var run = new PlanRun(PlanCases.Terms(Vote));
        foreach (var ask in run.Go()) run.End(PlanCases.Failure(ask));

        run.Go().ShouldBe([new(3, 1)]);
    }

    [Fact]
    public void Next_FirstOfAHedgeIsSlow_AsksTheSecondAtItsTime()
    {
        var run = new PlanRun(PlanCases.Terms(Hedge));
        var first = run.Next(PlanCases.Start.AddSeconds(1));
        first.Start.Select(static order => order.Ask).ShouldBe([new(0, 1)]);
        first.WakeAt.ShouldBe(PlanCases.Start.AddSeconds(3));
        run.Begin(new(0, 1), PlanCases.Start.AddSeconds(1));
        run.Next(PlanCases.Start.AddSeconds(2)).WakeAt.ShouldBe(PlanCases.Start.AddSeconds(3));

        run.Go(3).ShouldBe([new(1, 1)]);
        run.Next(PlanCases.Start.AddSeconds(3)).WakeAt.ShouldBeNull();
        run.End(PlanCases.Answer(new(1, 1), "yes"));

        run.Next(PlanCases.Start.AddSeconds(4)).Answer!.Step.ShouldBe(1);
    }

    [Fact]
    public void Next_FirstOfAHedgeFails_AsksTheSecondAtOnce()
    {
        var run = new PlanRun(PlanCases.Terms(Hedge));
        run.Go();
        run.End(PlanCases.Failure(new(0, 1)));

        run.Go(0.1).ShouldBe([new(1, 1)]);
        run.End(PlanCases.Failure(new(1, 1)));
        run.Go(0.2).ShouldBe([new(2, 1)]);
    }

    [Fact]
    public void Next_HedgeWouldBeDueAfterTheDeadline_SetsNoTimer()
    {
        var run = new PlanRun(PlanCases.Terms(Hedge) with { DeadlineSeconds = 1.5 });

        run.Next(PlanCases.Start).WakeAt.ShouldBeNull();
    }

    [Fact]
    public void Next_AnswerWasRefused_AsksTheSameBidderAgainWithItsFaultsBeforeThePlanGoesOn()
    {
        var run = new PlanRun(PlanCases.Terms(new FallbackPlan(["a", "b"]), asks: 2));
        run.Go();
        run.End(PlanCases.Refused(new(0, 1)));

        var order = run.Next(PlanCases.Start).Start.ShouldHaveSingleItem();
        order.Ask.ShouldBe(new PlanAsk(0, 2));
        order.Rejected!.Faults.ShouldBe(["It is not JSON."]);
        run.Go();
        run.End(PlanCases.Refused(new(0, 2)));

        run.Go().ShouldBe([new(1, 1)]);
    }

    [Fact]
    public void Next_AnswerWasRefusedUnderOneAskPerStep_GoesOn()
    {
        var run = new PlanRun(PlanCases.Terms(new FallbackPlan(["a", "b"])));
        run.Go();
        run.End(PlanCases.Refused(new(0, 1)));

        run.Go().ShouldBe([new(1, 1)]);
    }

    [Fact]
    public void Next_RefusedAfterThePlanWentOn_IsNotAskedAgain()
    {
        var run = new PlanRun(PlanCases.Terms(Agree, asks: 2));
        run.Go();
        run.End(PlanCases.Failure(new(1, 1)));
        run.Go().ShouldBe([new(2, 1)]);
        run.End(PlanCases.Refused(new(0, 1)));

        run.Go().ShouldBeEmpty();
    }

    [Fact]
    public void Next_FailedWithAPartPassedOn_EndsThePlan()
    {
        var run = new PlanRun(PlanCases.Terms(new FallbackPlan(["a", "b"]), asks: 2));
        run.Go();
        run.End(PlanCases.Refused(new(0, 1)) with { Streamed = true });

        run.Next(PlanCases.Start).ShouldSatisfyAllConditions(static move => move.IsDone.ShouldBeTrue(), static move => move.Start.ShouldBeEmpty());
    }
}
