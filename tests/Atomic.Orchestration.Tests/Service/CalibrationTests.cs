using Atomic.Core.Calibration;
using Atomic.Core.Decisions;
using Atomic.Core.Policies;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Tests.Doubles;

namespace Atomic.Orchestration.Tests.Service;

/// <summary>Bids against what came, through the whole flow.</summary>
public sealed class CalibrationTests
{
    [Fact]
    public async Task Feedback_Judged_IsHeldAgainstTheBidOnceAndMeasured()
    {
        var kind = $"kind-{Guid.NewGuid():n}";
        using var capture = new MetricCapture(kind);
        await using var house = await House.OpenAsync([Own("a", 0.9)]);
        var view = await house.RunAsync(Samples.Submission(kind: kind));
        await house.SettledRecordAsync(view.Id);

        await JudgeAsync(house, view.Id, 0);
        await JudgeAsync(house, view.Id, 0);

        var bidder = (await house.Service.GetCalibrationAsync(TenantName.Default, kind, CancellationToken.None))!.Bidders.Single();
        bidder.Cost!.Counted.ShouldBe(1);
        bidder.Cost.MeanRelativeError.ShouldBe((0.00012 - 0.001) / 0.001, 1e-9);
        bidder.Latency!.Interval.ShouldBe(new IntervalShares(0, 1, 0));
        bidder.Quality!.Judged.ShouldBe(1);
        bidder.Quality.Brier.ShouldBe(0.81, 1e-12);
        bidder.Quality.Curve.Single().Promised.ShouldBe(0.9);
        capture.Value("atomic.bid.brier").ShouldBe(0.81, 1e-12);
        capture.Names.ShouldContain($"atomic.bid.brier atomic.microtask.kind={kind} atomic.bidder=a");
    }

    [Fact]
    public async Task Run_BidderThatOverPromises_IsDiscountedByWhatItDeliveredAndLosesToTheHonest()
    {
        var mark = $"braggart-{Guid.NewGuid():n}";
        using var capture = new MetricCapture(mark);
        await using var house = await House.OpenAsync([Own(mark, 0.95), Own("honest", 0.8)]);
        var submission = Samples.Submission(policy: new Policy { Explore = false, ValueUsd = 1 });
        var first = await house.RunAsync(submission);
        first.Award!.Bidder.ShouldBe(mark);

        // Of what it promises at 95% it delivers 60%.
        for (var i = 0; i < 60; i++)
            await house.Ports.LearnAsync($"lesson-{i}", "email-routing", new([new() { BidderId = mark, Score = i % 5 < 3 ? 1 : 0, Promised = 0.95 }]), CancellationToken.None);
        var view = await house.RunAsync(submission);

        view.Award!.Bidder.ShouldBe("honest");
        var record = await house.SettledRecordAsync(view.Id);
        var bid = record.Book!.Bids.Single(bid => bid.BidderId == mark);
        bid.Success.Expected.ShouldBeInRange(0.6, 0.75);
        (bid.Success.Expected + bid.Evidence.Discount!.Value).ShouldBe(0.95, 1e-12);
        bid.Evidence.Held!.Value.Right.ShouldBe(0.6, 0.02);
        record.Book.Bids.Single(static bid => bid.BidderId == "honest").Evidence.Discount.ShouldBeNull();
        capture.Value("atomic.bid.discount").ShouldBe(bid.Evidence.Discount.Value);
    }

    [Fact]
    public async Task Feedback_OnADiscountedBid_IsHeldAgainstWhatWasPromised()
    {
        await using var house = await House.OpenAsync([Own("a", 0.95)]);
        for (var i = 0; i < 60; i++)
            await house.Ports.LearnAsync($"lesson-{i}", "email-routing", new([new() { BidderId = "a", Score = i % 5 < 3 ? 1 : 0, Promised = 0.95 }]), CancellationToken.None);
        var view = await house.RunAsync(Samples.Submission());
        await house.SettledRecordAsync(view.Id);

        await JudgeAsync(house, view.Id, 1);

        var quality = (await house.Service.GetCalibrationAsync(TenantName.Default, "email-routing", CancellationToken.None))!.Bidders.Single().Quality!;
        quality.Judged.ShouldBe(61);
        quality.MeanPromised.ShouldBe(0.95, 1e-9);
    }

    [Theory]
    [InlineData("never-seen")]
    [InlineData("acme/email-routing")]
    [InlineData("")]
    [InlineData("../email-routing")]
    public async Task GetCalibration_UnknownKind_IsNone(string kind)
    {
        await using var house = await House.OpenAsync([new ScriptedBidder("a")]);
        await house.Ports.LearnAsync("lesson", "acme/email-routing", new([new() { BidderId = "a", Score = 1, Promised = 0.95 }]), CancellationToken.None);

        (await house.Service.GetCalibrationAsync(TenantName.Default, kind, CancellationToken.None)).ShouldBeNull();
        (await house.Service.GetCalibrationAsync("acme", "email-routing", CancellationToken.None))!.Bidders.Count.ShouldBe(1);
    }

    [Fact]
    public async Task GetCalibration_KindThatIsConfiguredAndNotLearned_IsEmpty()
    {
        await using var house = await House.OpenAsync([new ScriptedBidder(Samples.Bidder("a", kinds: "routing"))]);

        var calibration = await house.Service.GetCalibrationAsync(TenantName.Default, "routing", CancellationToken.None);

        calibration!.Version.ShouldBe(0);
        calibration.Bidders.ShouldBeEmpty();
    }

    private static ScriptedBidder Own(string id, double success) => new(id)
    {
        OnBid = (_, _) =>
        {
            var bid = Samples.Bid(id, success: success);
            return new(BidReply.Of(bid with { Evidence = bid.Evidence with { Basis = "own-promise" } }));
        },
    };

    private static Task<Result<FeedbackReceipt>> JudgeAsync(House house, string id, double score) =>
        house.Service.AddFeedbackAsync(TenantName.Default, id, new Feedback { Score = score, ReceivedAt = Samples.Now }, CancellationToken.None);
}
