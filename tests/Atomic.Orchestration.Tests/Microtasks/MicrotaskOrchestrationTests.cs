using Atomic.Core.Decisions;
using Atomic.Core.Microtasks;
using Atomic.Core.Policies;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Options;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Tests.Doubles;

namespace Atomic.Orchestration.Tests.Microtasks;

public sealed class MicrotaskOrchestrationTests
{
    [Theory]
    [InlineData(BidFanOut.Grouped)]
    [InlineData(BidFanOut.PerBidder)]
    public async Task Run_OneBidderIsBest_AnswersAndSettles(BidFanOut fanOut)
    {
        var cheap = Bidder("cheap", cost: 0.0001);
        var dear = Bidder("dear", cost: 0.009);
        await using var house = await House.OpenAsync([dear, cheap], new OrchestrationOptions { FanOut = fanOut });

        var view = await house.RunAsync(Samples.Submission());
        var record = await house.SettledRecordAsync(view.Id);

        view.Status.ShouldBe(MicrotaskStatus.Succeeded);
        view.Output!.Value.GetString().ShouldBe("shipping");
        view.Award!.Bidder.ShouldBe("cheap");
        view.Award.ServedModel.ShouldBe("served");
        record.Book!.Bids.Select(static bid => bid.BidderId).ShouldBe(["cheap", "dear"]);
        record.Award!.WinnerId.ShouldBe("cheap");
        record.Attempts.Single().Outcome.ShouldBe(AttemptOutcome.Succeeded);
        record.Settlement!.Attempts.Single().BidCostUsd.ShouldBe(0.0001);
        dear.Calls.ShouldBeEmpty();
        house.Ports.Learned.Single().Observations.Single().BidderId.ShouldBe("cheap");
    }

    [Theory]
    [InlineData(AttemptOutcome.ServerError)]
    [InlineData(AttemptOutcome.RateLimited)]
    [InlineData(AttemptOutcome.TimedOut)]
    [InlineData(AttemptOutcome.MalformedResponse)]
    [InlineData(AttemptOutcome.Rejected)]
    public async Task Run_WinnerFails_FallsBackToTheNextOfTheSameRanking(AttemptOutcome outcome)
    {
        var first = Bidder("first", cost: 0.0001);
        first.OnExecute = (_, _) => Task.FromResult(ScriptedBidder.Failure(outcome, "It is down."));
        await using var house = await House.OpenAsync([first, Bidder("second", cost: 0.0002), Bidder("third", cost: 0.0003)]);

        var view = await house.RunAsync(Samples.Submission());
        var record = await house.SettledRecordAsync(view.Id);

        view.Status.ShouldBe(MicrotaskStatus.Succeeded);
        view.Award!.Winner.ShouldBe("first");
        view.Award.Bidder.ShouldBe("second");
        record.Attempts.Select(static attempt => (attempt.BidderId, attempt.Outcome)).ShouldBe([("first", outcome), ("second", AttemptOutcome.Succeeded)]);
        record.Attempts.Select(static attempt => attempt.IdempotencyKey).Distinct().Count().ShouldBe(2);
        house.Ports.Learned.Single().Observations.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Run_AttemptThrows_IsRecordedAndTheNextIsTried()
    {
        var broken = Bidder("broken", cost: 0.0001);
        broken.OnExecute = static (_, _) => throw new InvalidOperationException("a defect");
        await using var house = await House.OpenAsync([broken, Bidder("second", cost: 0.0002)]);

        var view = await house.RunAsync(Samples.Submission());
        var record = await house.SettledRecordAsync(view.Id);

        view.Award!.Bidder.ShouldBe("second");
        record.Settlement!.Attempts[0].Outcome.ShouldBe(AttemptOutcome.Failed);
    }

    [Fact]
    public async Task Run_EveryAttemptFails_EndsFailedWithEveryReason()
    {
        var bidders = new[] { Bidder("a", 0.0001), Bidder("b", 0.0002), Bidder("c", 0.0003), Bidder("d", 0.0004) };
        foreach (var bidder in bidders)
            bidder.OnExecute = (_, _) => Task.FromResult(ScriptedBidder.Failure(AttemptOutcome.ServerError, $"{bidder.Definition.Id} is down."));
        await using var house = await House.OpenAsync(bidders);

        var view = await house.RunAsync(Samples.Submission());
        var record = await house.SettledRecordAsync(view.Id);

        view.Status.ShouldBe(MicrotaskStatus.Failed);
        view.Detail.ShouldNotBeNull().ShouldContain("a is down.");
        view.Detail.ShouldContain("c is down.");
        record.Attempts.Count.ShouldBe(3, "the policy allows three attempts");
        bidders[3].Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_NobodyIsEligible_EndsWithoutAwardAndWithoutCalls()
    {
        var bidder = Bidder("a");
        await using var house = await House.OpenAsync([bidder]);

        var view = await house.RunAsync(Samples.Submission(policy: new Policy { MaxCostUsd = 0.000001, Explore = false }));
        var record = await house.SettledRecordAsync(view.Id);

        view.Status.ShouldBe(MicrotaskStatus.NoAward);
        view.Detail.ShouldNotBeNull().ShouldContain("maxCostUsd");
        record.Award!.Eliminations.Single().BidderId.ShouldBe("a");
        bidder.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_PolicyForbidsABidder_ItIsNeverAskedNeverAwardedNeverAFallback()
    {
        var outside = new ScriptedBidder(Samples.Bidder("outside", region: "us"));
        outside.OnBid = (_, _) => new(BidReply.Of(Samples.Bid("outside", cost: 0)));
        var inside = Bidder("inside");
        inside.OnExecute = (_, _) => Task.FromResult(ScriptedBidder.Failure(AttemptOutcome.ServerError));
        await using var house = await House.OpenAsync([outside, inside]);

        var view = await house.RunAsync(Samples.Submission(policy: new Policy { Regions = ["eu"], Explore = false }));
        var record = await house.SettledRecordAsync(view.Id);

        view.Status.ShouldBe(MicrotaskStatus.Failed);
        outside.Invitations.ShouldBeEmpty();
        outside.Calls.ShouldBeEmpty();
        record.Book!.NoBids.Single().BidderId.ShouldBe("outside");
    }

    [Fact]
    public async Task Run_CancelledWhileAModelIsAtWork_EndsCancelledAndReleasesTheModel()
    {
        var started = new TaskCompletionSource();
        var released = new TaskCompletionSource();
        var slow = Bidder("slow");
        slow.OnExecute = async (_, token) =>
        {
            started.SetResult();
            using var registration = token.Register(released.SetResult);
            await released.Task;
            return ScriptedBidder.Failure(AttemptOutcome.Cancelled);
        };
        await using var house = await House.OpenAsync([slow]);
        var id = (await house.Service.SubmitAsync(Samples.Submission(), CancellationToken.None)).Value!.Id;
        await started.Task.WaitAsync(TimeSpan.FromSeconds(10));

        var view = await house.Service.CancelAsync(TenantName.Default, id, CancellationToken.None);

        view!.Status.ShouldBe(MicrotaskStatus.Cancelled);
        await released.Task.WaitAsync(TimeSpan.FromSeconds(10));
        var record = await house.SettledRecordAsync(id);
        record.Settlement!.Attempts.Single().Outcome.ShouldBe(AttemptOutcome.Cancelled);
    }

    [Fact]
    public async Task Run_HostStopsWhileAModelIsAtWork_GoesOnAfterTheRestartUnderTheSameKey()
    {
        var folder = Directory.CreateTempSubdirectory("atomic-flow-").FullName;
        var ports = new MemoryPorts();
        var started = new TaskCompletionSource();
        var stuck = Bidder("a");
        stuck.OnExecute = async (_, token) =>
        {
            started.TrySetResult();
            await Task.Delay(Timeout.Infinite, token);
            return ScriptedBidder.Answer("never");
        };
        var first = await House.OpenAsync([stuck], ports: ports, folder: folder);
        var id = (await first.Service.SubmitAsync(Samples.Submission(), CancellationToken.None)).Value!.Id;
        await started.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await first.StopAsync();

        var well = Bidder("a");
        await using var second = await House.OpenAsync([well], ports: ports, folder: folder);
        var view = await second.Service.GetAsync(TenantName.Default, id, TimeSpan.FromSeconds(30), CancellationToken.None);
        var record = await second.SettledRecordAsync(id);

        view!.Status.ShouldBe(MicrotaskStatus.Succeeded);
        well.Invitations.ShouldBeEmpty("the bids were recorded before the stop");
        well.Calls.Single().IdempotencyKey.ShouldBe(stuck.Calls.Single().IdempotencyKey);
        record.Started.Single().Deliveries.ShouldBe(2);
    }

    private static ScriptedBidder Bidder(string id, double cost = 0.001) =>
        new(id) { OnBid = (_, _) => new(BidReply.Of(Samples.Bid(id, cost))) };
}
