using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Plans;
using Atomic.Core.Policies;

namespace Atomic.Core.Tests.Auctions;

public sealed class AuctionTests
{
    private static readonly Policy Firm = new() { Explore = false, ValueUsd = 0.01, LatencyUsdPerSecond = 0.001 };

    private static readonly Bid Cheap = AuctionCases.Bid("cheap", 0.001, 2, 0.7);
    private static readonly Bid Good = AuctionCases.Bid("good", 0.004, 3, 0.95);
    private static readonly Bid Quick = AuctionCases.Bid("quick", 0.002, 0.5, 0.8);

    [Fact]
    public void Clear_NoBids_AwardsNobody()
    {
        var award = Auction.Clear(AuctionCases.Request(Firm));

        award.Plan.ShouldBeNull();
        award.WinnerId.ShouldBeNull();
        award.Ranking.ShouldBeEmpty();
        award.ReservedUsd.ShouldBe(0);
        award.Exploration.Candidates.ShouldBe(0);
        award.Exploration.Enabled.ShouldBeFalse();
    }

    [Theory]
    [InlineData(Objective.Utility, "quick", "cheap", "good")]
    [InlineData(Objective.Cheapest, "cheap", "quick", "good")]
    [InlineData(Objective.Best, "good", "quick", "cheap")]
    [InlineData(Objective.Fastest, "quick", "cheap", "good")]
    public void Clear_Objective_RanksByIt(Objective objective, params string[] expected)
    {
        var award = Auction.Clear(AuctionCases.Request(Firm with { Objective = objective }, Cheap, Good, Quick));

        award.Ranking.Select(static ranked => ranked.BidderId).ShouldBe(expected);
        award.Plan.ShouldBe(new FallbackPlan(expected));
    }

    [Fact]
    public void Clear_Utility_ShowsItsTerms()
    {
        var score = Auction.Clear(AuctionCases.Request(Firm, Quick)).Ranking.Single().Score;

        score.ValueUsd.ShouldBe(0.008, 1e-15);
        score.CostUsd.ShouldBe(0.002);
        score.LatencyUsd.ShouldBe(0.0005, 1e-15);
        score.UtilityUsd.ShouldBe(0.0055, 1e-15);
    }

    [Theory]
    [InlineData(0.25, 4, 0.5, 0.5, 2, 0.5)] // the cheaper first
    [InlineData(0.25, 1, 0.5, 0.25, 2, 0.5)] // then the quicker
    [InlineData(0.25, 1, 0.75, 0.25, 1, 0.5)] // then the likelier
    [InlineData(0.25, 1, 0.5, 0.25, 1, 0.5)] // then the ordinal id
    public void Clear_EqualUtility_BreaksTiesInOrder(double cost, double latency, double success, double otherCost, double otherLatency, double otherSuccess)
    {
        // Value 0 takes success out of the utility. In the first case 2 s cost as much as the 0.25 USD between the two; in the others time is free.
        var policy = Firm with { ValueUsd = 0, LatencyUsdPerSecond = cost == otherCost ? 0 : 0.125 };
        // The id speaks for the other bid wherever the figures differ at all.
        var id = (cost, latency, success) == (otherCost, otherLatency, otherSuccess) ? "a" : "z";
        var first = AuctionCases.Bid(id, cost, latency, success);
        var second = AuctionCases.Bid("b", otherCost, otherLatency, otherSuccess);

        Auction.Clear(AuctionCases.Request(policy, second, first)).Ranking.Select(static ranked => ranked.BidderId).ShouldBe([id, "b"]);
    }

    [Fact]
    public void Clear_HardLimits_EliminatesWithFigureAndLimit()
    {
        var policy = Firm with { MaxCostUsd = 0.002, DeadlineSeconds = 5, MinQuality = 0.8 };
        var request = AuctionCases.Request(
            policy,
            AuctionCases.Bid("dear", new Estimate(0.001, 0.001, 0.0031), Estimate.Exactly(1), Estimate.Exactly(0.9)),
            AuctionCases.Bid("over", new Estimate(0.001, 0.001, 0.0018), Estimate.Exactly(1), Estimate.Exactly(0.9)),
            AuctionCases.Bid("slow", Estimate.Exactly(0), new Estimate(1, 1, 4.5), Estimate.Exactly(0.9)),
            AuctionCases.Bid("unsure", Estimate.Exactly(0), Estimate.Exactly(1), new Estimate(0.9, 0.61, 0.99)),
            AuctionCases.Bid("wrong", Estimate.Exactly(double.NaN), Estimate.Exactly(1), Estimate.Exactly(0.9))) with
        {
            BudgetLeftUsd = 0.0015,
            BudgetName = "day",
            ElapsedSeconds = 1,
        };

        var award = Auction.Clear(request);

        award.WinnerId.ShouldBeNull();
        award.BudgetName.ShouldBe("day");
        award.Eliminations.ShouldBe(
        [
            new Elimination("dear", EliminationReason.TooExpensive, 0.0031, 0.002, "p90 cost $0.0031 is above maxCostUsd $0.0020."),
            new Elimination("over", EliminationReason.OverBudget, 0.0018, 0.0015, "p90 cost $0.0018 is above the $0.0015 that is left in the budget."),
            new Elimination("slow", EliminationReason.TooSlow, 4.5, 4, "p95 latency 4.5 s is above the 4.0 s left of deadlineSeconds 5.0 s."),
            new Elimination("unsure", EliminationReason.TooUncertain, 0.61, 0.8, "lower bound 0.61 of the success probability is below minQuality 0.80."),
            new Elimination("wrong", EliminationReason.InvalidBid, null, null, "The expected cost in USD is not a number."),
        ]);
    }

    [Fact]
    public void Clear_SeveralLimitsFailed_NamesTheFirstOfTheOrder()
    {
        var policy = Firm with { MaxCostUsd = 0.5, DeadlineSeconds = 1, MinQuality = 0.9 };
        var bad = AuctionCases.Bid("bad", 1, 2, 0.5);
        var request = AuctionCases.Request(policy, bad) with { BudgetLeftUsd = 0.25 };
        EliminationReason ReasonOf(Bid bid) => Auction.Clear(request.With([bid])).Eliminations.Single().Reason;

        ReasonOf(bad).ShouldBe(EliminationReason.TooExpensive);
        ReasonOf(bad with { CostUsd = Estimate.Exactly(0.5) }).ShouldBe(EliminationReason.OverBudget);
        ReasonOf(bad with { CostUsd = Estimate.Exactly(0.25) }).ShouldBe(EliminationReason.TooSlow);
        ReasonOf(bad with { CostUsd = Estimate.Exactly(0.25), LatencySeconds = Estimate.Exactly(1) }).ShouldBe(EliminationReason.TooUncertain);
    }

    [Fact]
    public void Clear_BudgetOverdrawn_StillAwardsWhatIsFree()
    {
        var free = AuctionCases.Bid("free", 0, 1, 0.6);
        var award = Auction.Clear(AuctionCases.Request(Firm, free, free with { BidderId = "free-too" }, Good) with { BudgetLeftUsd = -0.001 });

        award.Plan.ShouldBe(new FallbackPlan(["free", "free-too"]));
        award.ReservedUsd.ShouldBe(0);
        award.Eliminations.Single().Detail.ShouldBe("p90 cost $0.0040 is above the -$0.0010 that is left in the budget.");
    }

    [Fact]
    public void Clear_FallbackThatDoesNotFit_IsLeftOutOfThePlan()
    {
        var policy = Firm with { MaxCostUsd = 0.005, MaxAttempts = 3 };
        var award = Auction.Clear(AuctionCases.Request(policy with { Objective = Objective.Best }, Good, Quick, Cheap));

        award.Ranking.Count.ShouldBe(3);
        award.Plan.ShouldBe(new FallbackPlan(["good", "cheap"]));
        award.ReservedUsd.ShouldBe(0.005);
    }

    [Fact]
    public void Clear_OneAttempt_GivesASinglePlan() =>
        Auction.Clear(AuctionCases.Request(Firm with { MaxAttempts = 1 }, Cheap, Quick)).Plan.ShouldBe(new SinglePlan("quick"));

    [Fact]
    public void Clear_WinnerDrawnFromBelow_IsFollowedByTheRankingFromItsTop()
    {
        var request = AuctionCases.Request(Firm with { Explore = true }, Cheap, Good, Quick) with { Gamma = 0 };
        var award = Enumerable.Range(0, 200)
            .Select(i => Auction.Clear(request with { MicrotaskId = $"mt-{i}" }))
            .First(static award => award.WinnerId == "good");

        award.Plan.ShouldBe(new FallbackPlan(["good", "quick", "cheap"]));
        award.Exploration.Explored.ShouldBeTrue();
        award.Exploration.Enabled.ShouldBeTrue();
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    [InlineData(double.PositiveInfinity)]
    public void Clear_ImpossibleCircumstances_AreRefused(double figure)
    {
        var request = AuctionCases.Request(Firm, Cheap);

        Should.Throw<ArgumentException>(() => Auction.Clear(request with { Gamma = figure })).Message.ShouldContain("gamma");
        Should.Throw<ArgumentException>(() => Auction.Clear(request with { ElapsedSeconds = figure })).Message.ShouldContain("elapsedSeconds");
        Should.Throw<ArgumentException>(() => Auction.Clear(request with { Policy = Firm with { ValueUsd = figure } })).Message.ShouldContain("valueUsd");
        Should.Throw<ArgumentException>(() => Auction.Clear(request with { Policy = Firm with { MaxCostUsd = figure } })).Message.ShouldContain("maxCostUsd");
        Should.Throw<ArgumentException>(() => Auction.Clear(request with { BudgetLeftUsd = double.NaN })).Message.ShouldContain("budgetLeftUsd");
    }
}
