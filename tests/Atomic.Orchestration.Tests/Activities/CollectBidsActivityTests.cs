using Atomic.Core.Bids;
using Atomic.Orchestration.Activities;
using Atomic.Orchestration.Options;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Tests.Doubles;
using Microsoft.Extensions.Time.Testing;

namespace Atomic.Orchestration.Tests.Activities;

public sealed class CollectBidsActivityTests
{
    private readonly MemoryPorts _ports = new();
    private readonly FakeTimeProvider _time = new(Samples.Now);

    [Fact]
    public async Task Run_AllBid_AreInTheBookInTheOrderAsked()
    {
        var book = await CollectAsync(new ScriptedBidder("a"), new ScriptedBidder("b"));

        book.Bids.Select(static bid => bid.BidderId).ShouldBe(["a", "b"]);
        book.NoBids.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_BidderThrowsAtOnceOrLater_IsANoBidWithItsReason()
    {
        var atOnce = new ScriptedBidder("a") { OnBid = static (_, _) => throw new InvalidOperationException("no price") };
        var later = new ScriptedBidder("b") { OnBid = static async (_, _) => { await Task.Yield(); throw new InvalidOperationException("no quota"); } };

        var book = await CollectAsync(atOnce, later, new ScriptedBidder("c"));

        book.Bids.Select(static bid => bid.BidderId).ShouldBe(["c"]);
        book.NoBids.Select(static noBid => (noBid.BidderId, noBid.Reason)).ShouldBe([("a", NoBidReason.Failed), ("b", NoBidReason.Failed)]);
        book.NoBids[0].Detail.ShouldContain("no price");
        book.NoBids[1].Detail.ShouldContain("no quota");
    }

    [Fact]
    public async Task Run_BidderDoesNotAnswerInTime_IsANoBidAndTheOthersCount()
    {
        var silent = new TaskCompletionSource<BidReply>();
        var running = CollectAsync(new ScriptedBidder("a") { OnBid = (_, _) => new(silent.Task) }, new ScriptedBidder("b"));

        running.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(251));
        var book = await running;

        book.Bids.Select(static bid => bid.BidderId).ShouldBe(["b"]);
        book.NoBids.Single().Reason.ShouldBe(NoBidReason.TimedOut);
        book.NoBids.Single().Detail.ShouldContain("250 ms");
    }

    [Fact]
    public async Task Run_LessIsLeftOfTheDeadlineThanTheLimitForBids_IsTheLimit()
    {
        var silent = new TaskCompletionSource<BidReply>();
        var activity = Activity(new ScriptedBidder("a") { OnBid = (_, _) => new(silent.Task) }, new ScriptedBidder("b"));
        var running = activity.RunAsync(Collection(["a", "b"]) with { DeadlineAt = Samples.Now.AddMilliseconds(40) }, CancellationToken.None);

        running.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(41));
        var book = await running;

        book.Bids.Select(static bid => bid.BidderId).ShouldBe(["b"]);
        book.NoBids.Single().Detail.ShouldBe("It did not answer within the 40 ms that were left of the deadline.");
    }

    [Theory]
    [InlineData(double.NaN, 0.5, 0.9)]
    [InlineData(double.PositiveInfinity, 0.5, 0.9)]
    [InlineData(-1, 0.5, 0.9)]
    [InlineData(0.001, double.NaN, 0.9)]
    [InlineData(0.001, 0.5, 1.5)]
    public async Task Run_ImpossibleFigures_AreRefusedWithAReason(double cost, double latency, double success)
    {
        var bidder = new ScriptedBidder("a") { OnBid = (_, _) => new(BidReply.Of(Samples.Bid("a", cost, latency, success))) };

        var book = await CollectAsync(bidder);

        book.Bids.ShouldBeEmpty();
        book.NoBids.Single().Reason.ShouldBe(NoBidReason.InvalidBid);
        book.NoBids.Single().Detail.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task Run_BidderLeftTheMarket_IsANoBid()
    {
        var book = await CollectAsync(["a", "gone"], new ScriptedBidder("a"));

        book.NoBids.Single().BidderId.ShouldBe("gone");
    }

    [Fact]
    public async Task Run_HostStops_IsCancelledAndNotRecordedAsAReason()
    {
        using var stop = new CancellationTokenSource();
        var silent = new TaskCompletionSource<BidReply>();
        var activity = Activity(new ScriptedBidder("a") { OnBid = (_, _) => new(silent.Task) });
        var running = activity.RunAsync(Collection(["a"]), stop.Token);

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(running);
    }

    private Task<BidBook> CollectAsync(params ScriptedBidder[] bidders) => CollectAsync([.. bidders.Select(static bidder => bidder.Definition.Id)], bidders);

    private Task<BidBook> CollectAsync(IReadOnlyList<string> ids, params ScriptedBidder[] bidders) =>
        Activity(bidders).RunAsync(Collection(ids), CancellationToken.None);

    private CollectBidsActivity Activity(params ScriptedBidder[] bidders) =>
        new(new ScriptedMarketplace(bidders), _ports, new PayloadResolver(_ports), new OrchestrationOptions(), _time);

    private static BidRequest Collection(IReadOnlyList<string> ids) => new()
    {
        MicrotaskId = "mt-1",
        Kind = "email-routing",
        Payload = Samples.Accepted().Payload,
        InputTokens = 10,
        BidderIds = ids,
    };
}
