using Atomic.Core.Decisions;
using Atomic.Core.Explanations;
using Atomic.Core.Microtasks;
using Atomic.Core.Policies;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Tests.Doubles;

namespace Atomic.Orchestration.Tests.Decisions;

/// <summary>The record agrees with what the flow did, also about attempts that history has no result of.</summary>
public sealed class DecisionRecordsTests
{
    [Fact]
    public async Task Of_CancelledWhileAnAttemptRan_HasTheAttemptAsItWasBooked()
    {
        var started = new TaskCompletionSource();
        var bidder = new ScriptedBidder("a") { OnExecute = (_, token) => HangAsync(started, token) };
        await using var house = await House.OpenAsync([bidder]);
        var receipt = (await house.Service.SubmitAsync(Samples.Submission(), CancellationToken.None)).Value!;
        await started.Task.WaitAsync(TimeSpan.FromSeconds(30));

        await house.Service.CancelAsync(TenantName.Default, receipt.Id, CancellationToken.None);
        var record = await house.SettledRecordAsync(receipt.Id);

        record.Status.ShouldBe(MicrotaskStatus.Cancelled);
        var attempt = record.Attempts.Single();
        attempt.Outcome.ShouldBe(AttemptOutcome.Cancelled);
        attempt.CostUsd.ShouldBe(record.Settlement!.CostUsd);
        attempt.CostUsd.ShouldBeGreaterThan(0);
        ShouldBeConsistent(record);
    }

    [Fact]
    public async Task Of_AttemptThatThrew_HasTheAttemptAsItWasBooked()
    {
        var broken = Bidder("broken", 0.0001);
        broken.OnExecute = static (_, _) => throw new InvalidOperationException("a defect");
        await using var house = await House.OpenAsync([broken, Bidder("second", 0.0002)]);

        var view = await house.RunAsync(Samples.Submission());
        var record = await house.SettledRecordAsync(view.Id);

        record.Attempts.Select(static attempt => (attempt.BidderId, attempt.Outcome))
            .ShouldBe([("broken", AttemptOutcome.Failed), ("second", AttemptOutcome.Succeeded)]);
        ShouldBeConsistent(record);
    }

    [Fact]
    public async Task Of_StepThatWasSkipped_NumbersTheNextStartByThePlan()
    {
        var running = new TaskCompletionSource();
        var end = new TaskCompletionSource<ModelReply>();
        var first = Bidder("first", 0.001);
        first.OnExecute = static (_, _) => Task.FromResult(ScriptedBidder.Failure(AttemptOutcome.InvalidOutput) with { InputTokens = 100, OutputTokens = 2_500 });
        var third = Bidder("third", 0.003);
        third.OnExecute = (_, _) =>
        {
            running.SetResult();
            return end.Task;
        };
        third.OnBid = (_, _) => new(BidReply.Of(Samples.Bid("third", 0.0005, success: 0.3)));
        await using var house = await House.OpenAsync([first, Bidder("second", 0.0025), third]);
        var policy = new Policy { Explore = false, MaxCostUsd = 0.005 };

        var receipt = (await house.Service.SubmitAsync(Samples.Submission(policy: policy), CancellationToken.None)).Value!;
        await running.Task.WaitAsync(TimeSpan.FromSeconds(30));
        var open = (await house.Service.GetRecordAsync(TenantName.Default, receipt.Id, CancellationToken.None))!;
        end.SetResult(ScriptedBidder.Answer("shipping"));
        var record = await house.SettledRecordAsync(receipt.Id);

        open.Award!.Plan!.Steps.ShouldBe(["first", "second", "third"]);
        open.Started.Select(static start => start.Step).ShouldBe([0, 2]);
        record.Attempts.Select(static attempt => attempt.Step).ShouldBe([0, 2]);
        record.Started.Select(static start => start.Step).ShouldBe([0, 2]);
        ShouldBeConsistent(record);
    }

    private static ScriptedBidder Bidder(string id, double cost) => new(id) { OnBid = (_, _) => new(BidReply.Of(Samples.Bid(id, cost))) };

    private static async Task<ModelReply> HangAsync(TaskCompletionSource started, CancellationToken cancellationToken)
    {
        started.TrySetResult();
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException("Nobody ends this.");
    }

    private static void ShouldBeConsistent(DecisionRecord record) =>
        Explanation.Of(record).Facts.Where(static fact => !fact.Holds).ShouldBeEmpty();
}
