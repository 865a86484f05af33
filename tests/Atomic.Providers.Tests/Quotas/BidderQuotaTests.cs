using System.Net;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Providers.Tests.Fixtures;
using Microsoft.Extensions.Time.Testing;

namespace Atomic.Providers.Tests.Quotas;

/// <summary>Quotas are kept by admission: no bid, and no request, beyond them.</summary>
public sealed class BidderQuotaTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task ExecuteAsync_TwoHundredAtOnce_NeverMoreThanThreeAreUnderWay()
    {
        var (now, most) = (0, 0);
        await using var server = new ScriptedServer(async connection =>
        {
            var mine = Interlocked.Increment(ref now);
            for (var seen = Volatile.Read(ref most); mine > seen; seen = Volatile.Read(ref most))
                Interlocked.CompareExchange(ref most, mine, seen);
            await Task.Yield();
            Interlocked.Decrement(ref now);
            await connection.SendAsync(LoopbackServer.Http("200 OK", Completion.Of()));
        });
        using var market = new TestMarket(null, endpoint: options => options.BaseUrl = server.BaseUrl, bidder: static options => options.MaxConcurrency = 3);

        var replies = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => market.ExecuteAsync(TestMarket.Call(key: $"k{number}"))));

        most.ShouldBeLessThanOrEqualTo(3);
        replies.ShouldAllBe(static reply => reply.Outcome == AttemptOutcome.Succeeded || (reply.Outcome == AttemptOutcome.RateLimited && reply.Requests == 0));
        replies.Count(static reply => reply.Outcome == AttemptOutcome.Succeeded).ShouldBe(server.Requests.Count);
        server.Requests.Count.ShouldBeGreaterThan(20);
        (await market.BidAsync()).Bid.ShouldNotBeNull("everything has been given back");
    }

    [Fact]
    public async Task ExecuteAsync_NoRoom_IsNotSentAndSaysWhoseQuota()
    {
        var time = new FakeTimeProvider(Start);
        var transport = new RecordedTransport().Then(HttpStatusCode.OK, Completion.Of());
        using var market = new TestMarket(transport, time, bidder: static options => options.RequestsPerMinute = 1);
        (await market.ExecuteAsync()).Outcome.ShouldBe(AttemptOutcome.Succeeded);

        var reply = await market.ExecuteAsync();

        (reply.Outcome, reply.Requests).ShouldBe((AttemptOutcome.RateLimited, 0));
        reply.Detail.ShouldBe(
            "Model 'small-7b' at endpoint 'gpu' has used up its own quota of 1 requests a minute (RequestsPerMinute) until 2026-01-01T00:01:00.000Z. It was not asked.");
        (await market.BidAsync()).NoBid.ShouldBe(new NoBid(
            "gpu/small",
            NoBidReason.AtCapacity,
            "Model 'small-7b' at endpoint 'gpu' has used up its own quota of 1 requests a minute (RequestsPerMinute) until 2026-01-01T00:01:00.000Z.",
            Start.AddMinutes(1)));
        transport.Sent.Count.ShouldBe(1);

        time.Advance(TimeSpan.FromMinutes(1));
        (await market.BidAsync()).Bid.ShouldNotBeNull();
        (await market.ExecuteAsync()).Outcome.ShouldBe(AttemptOutcome.Succeeded);
    }

    [Fact]
    public async Task ExecuteAsync_TokensOfTheMinute_AreCorrectedToTheUsage()
    {
        var transport = new RecordedTransport().Then(HttpStatusCode.OK, Completion.Of(usage: """{"prompt_tokens":900,"completion_tokens":60,"total_tokens":960}"""));
        using var market = new TestMarket(transport, new FakeTimeProvider(Start), bidder: static options => options.TokensPerMinute = 1_000);
        (await market.BidAsync()).Bid.ShouldNotBeNull();

        await market.ExecuteAsync();

        var noBid = (await market.BidAsync()).NoBid!;
        (noBid.Reason, noBid.Until).ShouldBe((NoBidReason.AtCapacity, Start.AddMinutes(1)));
        noBid.Detail.ShouldContain("1000 tokens a minute (TokensPerMinute)");
    }

    [Fact]
    public async Task ExecuteAsync_Retries_CountAsRequests()
    {
        var transport = new RecordedTransport().Then(HttpStatusCode.BadGateway, "");
        using var market = new TestMarket(transport, endpoint: static options => options.MaxRetries = 2, bidder: static options => options.RequestsPerMinute = 2);

        var reply = await market.ExecuteAsync();

        (reply.Outcome, reply.Requests).ShouldBe((AttemptOutcome.ServerError, 2));
        transport.Sent.Count.ShouldBe(2);
        (await market.BidAsync()).NoBid!.Reason.ShouldBe(NoBidReason.AtCapacity);
    }

    [Fact]
    public async Task ExecuteAsync_CancelledWhileItWaits_IsCancelled()
    {
        var transport = new RecordedTransport().ThenNothing();
        using var market = new TestMarket(transport, bidder: static options => options.MaxConcurrency = 1);
        using var gone = new CancellationTokenSource();
        var first = market.ExecuteAsync(cancellationToken: gone.Token);
        var second = market.ExecuteAsync(cancellationToken: gone.Token);
        await Conditions.UntilAsync(() => transport.Sent.Count == 1);

        (await market.BidAsync()).NoBid!.Detail.ShouldBe("Model 'small-7b' at endpoint 'gpu' has used up its own quota of 1 calls at once (MaxConcurrency).");
        await gone.CancelAsync();

        (await first).Outcome.ShouldBe(AttemptOutcome.Cancelled);
        var reply = await second;
        (reply.Outcome, reply.Requests).ShouldBe((AttemptOutcome.Cancelled, 0));
        (await market.BidAsync()).Bid.ShouldNotBeNull();
    }

    [Fact]
    public async Task ExecuteAsync_EndpointsQuota_IsSharedByTheBiddersOfAModel()
    {
        var transport = new RecordedTransport().Then(HttpStatusCode.OK, Completion.Of());
        using var market = new TestMarket(
            transport, new FakeTimeProvider(Start), endpoint: static options => options.RequestsPerMinutePerModel = 1, more: static bidder => bidder.Id = "gpu/variant");
        (await market.ExecuteAsync()).Outcome.ShouldBe(AttemptOutcome.Succeeded);

        var noBid = (await market.Bidders[1].BidAsync(TestMarket.Invitation(), CancellationToken.None)).NoBid!;

        (noBid.BidderId, noBid.Reason).ShouldBe(("gpu/variant", NoBidReason.AtCapacity));
        noBid.Detail.ShouldContain("its endpoint's quota of 1 requests a minute (RequestsPerMinutePerModel)");
    }
}
