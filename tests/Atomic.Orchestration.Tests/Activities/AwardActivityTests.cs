using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Policies;
using Atomic.Orchestration.Activities;
using Atomic.Orchestration.Options;
using Atomic.Orchestration.Tests.Doubles;

namespace Atomic.Orchestration.Tests.Activities;

public sealed class AwardActivityTests
{
    private readonly MemoryPorts _ports = new();

    [Fact]
    public async Task Run_NoBudget_AwardsTheBestAndNamesNoBudget()
    {
        var award = await AwardAsync("mt-1", Samples.Bid("dear", cost: 0.009), Samples.Bid("cheap", cost: 0.0001));

        award.WinnerId.ShouldBe("cheap");
        award.BudgetName.ShouldBeNull();
    }

    [Fact]
    public async Task Run_BudgetSmallerThanTheBid_EliminatesItAndKeepsWhatIsFree()
    {
        _ports.BudgetUsd = 0.0005;

        var award = await AwardAsync("mt-1", Samples.Bid("dear", cost: 0.001, success: 0.99), Samples.Bid("free", cost: 0, success: 0.5));

        award.WinnerId.ShouldBe("free");
        award.Eliminations.Single().Reason.ShouldBe(EliminationReason.OverBudget);
        award.BudgetName.ShouldBe("test");
    }

    [Fact]
    public async Task Run_ThousandAtOnceAgainstABudgetForAHundred_ReserveAtMostTheBudget()
    {
        _ports.BudgetUsd = 0.12;

        var awards = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => Task.Run(() => AwardAsync($"mt-{i}", Samples.Bid("a", cost: 0.001)))));

        awards.Where(static award => award.Plan is not null).Sum(static award => award.ReservedUsd).ShouldBeLessThanOrEqualTo(0.12 + 1e-9);
        awards.Count(static award => award.Plan is not null).ShouldBeInRange(95, 100);
    }

    [Fact]
    public async Task Run_DeliveredAgainAfterACrash_ItsOwnReservationDoesNotCountAgainstIt()
    {
        _ports.BudgetUsd = 0.0015;
        await AwardAsync("mt-1", Samples.Bid("a", cost: 0.001));

        var again = await AwardAsync("mt-1", Samples.Bid("a", cost: 0.001));

        again.WinnerId.ShouldBe("a");
        (await _ports.GetTightestAsync(default, CancellationToken.None))!.ReservedUsd.ShouldBe(again.ReservedUsd, 1e-12);
    }

    [Fact]
    public async Task Run_DeliveredAgainAndNobodyIsEligible_TakesItsReservationBack()
    {
        _ports.BudgetUsd = 0.0015;
        await AwardAsync("mt-1", Samples.Bid("a", cost: 0.001));

        var again = await AwardAsync("mt-1", Samples.Bid("a", cost: 0.01));

        again.Plan.ShouldBeNull();
        (await _ports.GetTightestAsync(default, CancellationToken.None))!.ReservedUsd.ShouldBe(0);
    }

    private Task<Award> AwardAsync(string id, params Bid[] bids) =>
        new AwardActivity(_ports, new OrchestrationOptions()).RunAsync(
            new AwardOrder
            {
                MicrotaskId = id,
                Kind = "email-routing",
                Policy = new Policy { Explore = false, MaxAttempts = 1 },
                Book = new BidBook { Bids = bids, NoBids = [], MarketVersion = "m", TrackRecordVersion = 0 },
                ElapsedSeconds = 0,
            },
            CancellationToken.None);
}
