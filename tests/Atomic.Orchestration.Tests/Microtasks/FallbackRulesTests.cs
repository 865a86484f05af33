using Atomic.Core.Policies;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Tests.Doubles;

namespace Atomic.Orchestration.Tests.Microtasks;

public sealed class FallbackRulesTests
{
    [Fact]
    public void Obstacle_NothingLeftOfTheDeadline_NamesIt()
    {
        var microtask = Samples.Accepted(new Policy { DeadlineSeconds = 2 });

        FallbackRules.Obstacle(microtask, Samples.Bid("b"), [], Samples.Now.AddSeconds(2)).ShouldBe("b was not tried: the deadline of 2 s had passed.");
    }

    [Fact]
    public void Obstacle_PessimisticLatencyDoesNotFit_NamesBothFigures()
    {
        var microtask = Samples.Accepted(new Policy { DeadlineSeconds = 2 });

        FallbackRules.Obstacle(microtask, Samples.Bid("b", latency: 0.6), [], Samples.Now.AddSeconds(1)).ShouldBe(
            "b was not tried: its p95 latency of 1.2 s is above the 1 s that were left of the deadline.");
    }

    [Fact]
    public void Obstacle_MoneySpentByFormerAttempts_CountsAgainstTheLimit()
    {
        var microtask = Samples.Accepted(new Policy { MaxCostUsd = 0.002 });
        var spent = FallbackRules.CutOff(microtask, Samples.Bid("a"), 0) with { CostUsd = 0.001 };

        FallbackRules.Obstacle(microtask, Samples.Bid("b", cost: 0.001), [spent], Samples.Now).ShouldNotBeNull().ShouldContain("maxCostUsd");
        FallbackRules.Obstacle(microtask, Samples.Bid("b", cost: 0.0005), [spent], Samples.Now).ShouldBeNull();
    }

    [Fact]
    public void Obstacle_NoLimits_IsNone() =>
        FallbackRules.Obstacle(Samples.Accepted(), Samples.Bid("b", latency: 50), [], Samples.Now.AddSeconds(100)).ShouldBeNull();
}
