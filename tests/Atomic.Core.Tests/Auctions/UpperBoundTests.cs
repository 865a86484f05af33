using System.Text.Json;
using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Json;
using Atomic.Core.Plans;
using Atomic.Core.Policies;
using CsCheck;

namespace Atomic.Core.Tests.Auctions;

/// <summary>A budget holds the most that a plan can cost; <c>maxCostUsd</c> stays with p90.</summary>
public sealed class UpperBoundTests
{
    private static readonly DateTimeOffset s_renewal = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Clear_UpperBoundAboveTheBudget_IsEliminatedWithBudgetAndRenewal()
    {
        var request = Request(Bid("a", p90: 0.001, most: 0.004)) with { BudgetLeftUsd = 0.002, BudgetName = "per-tenant (acme)", BudgetRenewsAt = s_renewal };

        var award = Auction.Clear(request);

        award.Plan.ShouldBeNull();
        award.BudgetRenewsAt.ShouldBe(s_renewal);
        award.Eliminations.Single().ShouldBe(new Elimination(
            "a",
            EliminationReason.OverBudget,
            0.004,
            0.002,
            "upper bound of the cost $0.0040 is above the $0.0020 that is left in budget per-tenant (acme), which renews at 2026-12-01 00:00 UTC."));
    }

    [Fact]
    public void Clear_UpperBoundAboveMaxCost_DoesNotMatterWhereP90IsBelow()
    {
        var award = Auction.Clear(Request(new Policy { MaxCostUsd = 0.001, Explore = false }, Bid("a", p90: 0.001, most: 0.004)));

        award.Plan.ShouldBe(new SinglePlan("a"));
        award.ReservedUsd.ShouldBe(0.004);
    }

    [Fact]
    public void Clear_AskedTwicePerStep_ReservesEachAsking()
    {
        var request = Request(Bid("a", 0.001, 0.002), Bid("b", 0.002, 0.004)) with { AsksPerStep = 2, BudgetLeftUsd = 0.012 };

        Auction.Clear(request).ReservedUsd.ShouldBe(0.012, 1e-15);
        Auction.Clear(request with { BudgetLeftUsd = 0.0119 }).Plan.ShouldBe(new SinglePlan("a"));
        Auction.Clear(request with { BudgetLeftUsd = 0.0039 }).Plan.ShouldBeNull();
    }

    [Fact]
    public void Clear_NoMoneyLeft_StillAwardsWhoCostsNothingAtMost()
    {
        var request = Request(Bid("free", 0, 0), Bid("seems-free", 0, 0.001)) with { BudgetLeftUsd = 0, BudgetName = "day" };

        var award = Auction.Clear(request);

        award.Plan.ShouldBe(new SinglePlan("free"));
        award.Eliminations.Single().BidderId.ShouldBe("seems-free");
    }

    [Fact]
    public void Clear_AnyBidsAndBudget_ReservesTheSumOfUpperBoundsWithinTheBudget() =>
        Gen.Select(
            Gen.Select(Gen.Int[0, 8], Gen.Int[0, 8]).Array[1, 6],
            Gen.Int[0, 60],
            Gen.Int[1, 3],
            Gen.Int[1, 5]).Sample(static (figures, left, asks, attempts) =>
        {
            Bid[] bids = [.. figures.Select(static (figure, i) => Bid($"b{i}", figure.Item1 / 1024.0, (figure.Item1 + figure.Item2) / 1024.0))];
            var request = Request(new Policy { Explore = false, MaxAttempts = attempts }, bids) with { BudgetLeftUsd = left / 1024.0, AsksPerStep = asks };

            var award = Auction.Clear(request);

            if (award.Plan is not { } plan)
            {
                bids.ShouldAllBe(bid => asks * bid.MostCostUsd > left / 1024.0);
                MoneyRefusal.IsOf(request.Policy, request.Book, award).ShouldBeTrue();
                return;
            }

            award.ReservedUsd.ShouldBe(plan.Steps.Sum(step => asks * bids.Single(bid => bid.BidderId == step).MostCostUsd!.Value));
            award.ReservedUsd.ShouldBeLessThanOrEqualTo(left / 1024.0);
            MoneyRefusal.IsOf(request.Policy, request.Book, award).ShouldBeFalse();
        }, iter: 5_000);

    [Fact]
    public void IsOf_OverBudgetAndTooSlowAsWell_MoneyIsNotAllThatStoodInTheWay()
    {
        var policy = new Policy { DeadlineSeconds = 0.5, Explore = false };
        var request = Request(policy, Bid("a", 0.001, 0.004)) with { BudgetLeftUsd = 0.002, BudgetName = "day" };

        var award = Auction.Clear(request);

        award.Eliminations.Single().Reason.ShouldBe(EliminationReason.OverBudget);
        MoneyRefusal.IsOf(policy, request.Book, award).ShouldBeFalse();
        MoneyRefusal.IsOf(policy with { DeadlineSeconds = 2 }, request.Book, award).ShouldBeTrue();
    }

    [Theory]
    [InlineData(0.0005, "The upper bound 0.0005 of the cost in USD is below its upper end 0.001.")]
    [InlineData(double.NaN, "The upper bound of the cost in USD is not a number.")]
    [InlineData(double.PositiveInfinity, "The upper bound of the cost in USD is infinite.")]
    [InlineData(1e10, "The upper bound of the cost in USD is 10000000000, above the largest possible 1000000000.")]
    public void Defect_UpperBoundThatIsNone_IsNamed(double most, string sentence) => BidCheck.Defect(Bid("a", 0.001, most)).ShouldBe(sentence);

    [Fact]
    public void Differences_RecordFromBeforeUpperBounds_IsRecomputedWordByWord()
    {
        // As the version before wrote it: without upper bounds, and without how often a step is asked.
        var json = """
            {"ranking":[],"eliminations":[{"bidderId":"a","reason":"over-budget","figure":0.004,"limit":0.002,"detail":"p90 cost $0.0040 is above the $0.0020 that is left in the budget."}],
             "exploration":{"enabled":false,"gamma":50,"candidates":0,"seed":"s","draw":0,"explored":false},"reservedUsd":0,"elapsedSeconds":0,"budgetLeftUsd":0.002,"budgetName":"day"}
            """;
        var recorded = JsonSerializer.Deserialize(json, CoreJson.Default.Award)!;

        var again = Auction.Clear(Request(Bid("a", 0.004, most: null)) with { BudgetLeftUsd = 0.002, BudgetName = "day", AsksPerStep = recorded.AsksPerStep });

        recorded.AsksPerStep.ShouldBe(1);
        again.Eliminations.ShouldBe(recorded.Eliminations);
    }

    private static AuctionRequest Request(params Bid[] bids) => Request(new Policy { Explore = false }, bids);

    private static AuctionRequest Request(Policy policy, params Bid[] bids) => AuctionCases.Request(policy, bids);

    private static Bid Bid(string id, double p90, double? most) =>
        AuctionCases.Bid(id, Estimate.Exactly(p90), Estimate.Exactly(1), Estimate.Exactly(0.9)) with { MostCostUsd = most };
}
