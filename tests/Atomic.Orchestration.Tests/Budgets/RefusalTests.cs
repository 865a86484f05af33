using Atomic.Core.Microtasks;
using Atomic.Core.Policies;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Tests.Doubles;

namespace Atomic.Orchestration.Tests.Budgets;

/// <summary>What callers are told where money stood in the way, through the whole flow.</summary>
public sealed class RefusalTests
{
    private readonly MemoryPorts _ports = new() { BudgetUsd = 0.0005 };

    [Fact]
    public async Task Run_MoneyAlone_IsToldByBudgetRestAndRenewal()
    {
        _ports.BudgetRenewsAt = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

        var view = await RunAsync(new Policy { Explore = false });

        view.Status.ShouldBe(MicrotaskStatus.NoAward);
        view.Refusal.ShouldBe(new MicrotaskRefusal("budget-exhausted", "test", 0.0005, _ports.BudgetRenewsAt));
        view.Detail.ShouldBe(
            "Budget test has $0.0005 left, which is less than what any bidder that could take the microtask may cost at most; it renews at 2026-12-01 00:00 UTC."
            + " Send the microtask again then, or have the budget's limit raised.");
    }

    [Fact]
    public async Task Run_NotForMoneyAlone_HasNoRefusal()
    {
        var view = await RunAsync(new Policy { Explore = false, MaxCostUsd = 0.0001 });

        view.Status.ShouldBe(MicrotaskStatus.NoAward);
        view.Refusal.ShouldBeNull();
        view.Detail!.ShouldContain("maxCostUsd");
    }

    [Fact]
    public async Task Run_SomebodyIsFree_Answers()
    {
        var view = await RunAsync(new Policy { Explore = false }, new ScriptedBidder("free") { OnBid = static (_, _) => new(BidReply.Of(Samples.Bid("free", 0) with { MostCostUsd = 0 })) });

        view.Status.ShouldBe(MicrotaskStatus.Succeeded);
        view.Award!.Bidder.ShouldBe("free");
    }

    [Fact]
    public async Task Submit_OtherBatchUnderTheSameKey_IsAnotherRequest()
    {
        await using var house = await House.OpenAsync([new ScriptedBidder("a")]);
        var first = Samples.Submission(key: "k") with { Batch = "one" };
        (await house.Service.SubmitAsync(first, CancellationToken.None)).TryGet(out _, out _).ShouldBeTrue();

        (await house.Service.SubmitAsync(first, CancellationToken.None)).TryGet(out var again, out _).ShouldBeTrue();
        again!.Created.ShouldBeFalse();
        (await house.Service.SubmitAsync(first with { Batch = "two" }, CancellationToken.None)).TryGet(out _, out var problem).ShouldBeFalse();
        problem!.Code.ShouldBe("idempotency-key-reused");
    }

    [Fact]
    public async Task Run_TenantKindAndBatch_AreTheScopeOfReservationAndSettlement()
    {
        await using var house = await House.OpenAsync([new ScriptedBidder("a")], ports: _ports);
        _ports.BudgetUsd = 100;

        var view = await house.RunAsync(Samples.Submission() with { Batch = "nightly" });
        await house.SettledRecordAsync(view.Id);

        _ports.Scopes.Distinct().ShouldBe([new BudgetScope("default", "email-routing", "nightly")]);
        _ports.Scopes.Count.ShouldBeGreaterThanOrEqualTo(3);
    }

    private async Task<MicrotaskView> RunAsync(Policy policy, params ScriptedBidder[] others)
    {
        var paid = new ScriptedBidder("paid") { OnBid = static (_, _) => new(BidReply.Of(Samples.Bid("paid", 0.0002) with { MostCostUsd = 0.001 })) };
        await using var house = await House.OpenAsync([paid, .. others], ports: _ports);
        return await house.RunAsync(Samples.Submission(policy: policy));
    }
}
