using Atomic.Core.Plans;

namespace Atomic.Core.Tests.Plans;

public sealed class PlanPurseTests
{
    private static readonly PlanTerms Terms = PlanCases.Terms(new FallbackPlan(["a", "b"]));
    private static readonly PlanAsk Second = new(1, 1);

    [Fact]
    public void Obstacle_NothingLeftOfTheDeadline_NamesIt() =>
        default(PlanPurse).Obstacle(Terms with { DeadlineSeconds = 2 }, Second, PlanCases.Start.AddSeconds(2)).ShouldBe("b was not tried: the deadline of 2 s had passed.");

    [Fact]
    public void Obstacle_PessimisticLatencyDoesNotFit_NamesBothFigures()
    {
        var terms = Terms with { DeadlineSeconds = 2, HoldsLatency = true, Bids = [Terms.Bids[0], PlanCases.Bid("b", latency: 1.2)] };

        default(PlanPurse).Obstacle(terms, Second, PlanCases.Start.AddSeconds(1)).ShouldBe(
            "b was not tried: its p95 latency of 1.2 s is above the 1 s that were left of the deadline.");
        default(PlanPurse).Obstacle(terms with { HoldsLatency = false }, Second, PlanCases.Start.AddSeconds(1)).ShouldBeNull();
    }

    [Fact]
    public void Obstacle_MoneySpentAndUnderWay_CountsAgainstTheLimit()
    {
        var terms = Terms with { MaxCostUsd = 0.002 };

        new PlanPurse(0.001, 0, 0).Obstacle(terms, Second, PlanCases.Start).ShouldBeNull();
        new PlanPurse(0.0011, 0, 0).Obstacle(terms, Second, PlanCases.Start).ShouldBe(
            "b was not tried: its p90 cost of $0.001 and the $0.0011 spent are above maxCostUsd $0.002.");
        new PlanPurse(0.0006, 0, 0).With(Terms.Bids[0]).Obstacle(terms, Second, PlanCases.Start).ShouldBe(
            "b was not tried: its p90 cost of $0.001 and the $0.0016 spent or under way are above maxCostUsd $0.002.");
    }

    [Fact]
    public void Obstacle_BudgetHoldsLessThanItCanCost_NamesWhatItHolds()
    {
        var terms = Terms with { ReservedUsd = 0.002, Bids = [Terms.Bids[0], PlanCases.Bid("b") with { MostCostUsd = 0.0015 }] };

        new PlanPurse(0.0005, 0, 0).Obstacle(terms, Second, PlanCases.Start).ShouldBeNull();
        new PlanPurse(0.0005, 0, 0).Obstacle(terms, new(1, 2), PlanCases.Start).ShouldBeNull();
        new PlanPurse(0.00051, 0, 0).Obstacle(terms, new(1, 2), PlanCases.Start).ShouldBe(
            "b was not asked again: the $0.0015 that it can cost and the $0.00051 spent are above the $0.002 that the budget holds for this microtask.");
    }

    [Fact]
    public void Obstacle_FreeBidderWithTheMoneyGone_IsNone() =>
        new PlanPurse(0.002, 0, 0).Obstacle(Terms with { ReservedUsd = 0.001, Bids = [Terms.Bids[0], PlanCases.Bid("b", cost: 0)] }, Second, PlanCases.Start).ShouldBeNull();
}
