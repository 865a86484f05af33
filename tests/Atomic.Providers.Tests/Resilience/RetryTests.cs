using System.Net;
using System.Net.Sockets;
using Atomic.Core.Decisions;
using Atomic.Providers.Tests.Fixtures;
using Microsoft.Extensions.Time.Testing;

namespace Atomic.Providers.Tests.Resilience;

public sealed class RetryTests
{
    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task ExecuteAsync_TransientStatusTwice_SucceedsWithThreeRequestsUnderOneKey(int status)
    {
        var transport = new RecordedTransport().Then((HttpStatusCode)status, "").Then((HttpStatusCode)status, "").Then(HttpStatusCode.OK, Completion.Of());
        using var market = new TestMarket(transport);

        var reply = await market.ExecuteAsync(TestMarket.Call(key: "mt-9:1"));

        (reply.Outcome, reply.Text, reply.Requests).ShouldBe((AttemptOutcome.Succeeded, "shipping", 3));
        transport.Sent.Select(static sent => sent.Headers["Idempotency-Key"]).ShouldBe(["mt-9:1", "mt-9:1", "mt-9:1"]);
        transport.Sent.Select(static sent => sent.Body).Distinct().ShouldHaveSingleItem().ShouldContain("parcel");
    }

    [Fact]
    public async Task ExecuteAsync_TransientForEver_GivesUpAfterTwoRetries()
    {
        var transport = new RecordedTransport().Then(HttpStatusCode.BadGateway, "");
        using var market = new TestMarket(transport);

        var reply = await market.ExecuteAsync();

        (reply.Outcome, reply.Requests).ShouldBe((AttemptOutcome.ServerError, 3));
        transport.Sent.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(501)]
    public async Task ExecuteAsync_LastingStatus_IsNotRetried(int status)
    {
        var transport = new RecordedTransport().Then((HttpStatusCode)status, "");
        using var market = new TestMarket(transport);

        (await market.ExecuteAsync()).Requests.ShouldBe(1);
        transport.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task ExecuteAsync_ConnectionLostAfterSending_IsNotRetriedSinceItMayBeBilled()
    {
        var transport = new RecordedTransport().Then(new HttpRequestException(HttpRequestError.ResponseEnded, "gone"));
        using var market = new TestMarket(transport);

        (await market.ExecuteAsync()).Requests.ShouldBe(1);
    }

    [Fact]
    public async Task ExecuteAsync_ConnectionBrokenBeforeItsFirstUse_IsRetriedAndThenUnreachable()
    {
        var transport = new RecordedTransport().Then(new SocketException((int)SocketError.NotConnected));
        using var market = new TestMarket(transport);

        var reply = await market.ExecuteAsync();

        (reply.Outcome, reply.Requests).ShouldBe((AttemptOutcome.Unreachable, 3));
    }

    [Fact]
    public async Task ExecuteAsync_CallsInParallel_KeepTheirKeysAndCountsApart()
    {
        var transport = new RecordedTransport();
        transport.Then(static async _ =>
        {
            await Task.Yield();
            return RecordedTransport.Answer(HttpStatusCode.OK, Completion.Of());
        });
        using var market = new TestMarket(transport);

        var replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => market.ExecuteAsync(TestMarket.Call(key: $"key-{number}"))));

        replies.ShouldAllBe(static reply => reply.Requests == 1);
        transport.Sent.Select(static sent => sent.Headers["Idempotency-Key"]).Distinct().Count().ShouldBe(50);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("Thu, 01 Jan 2026 00:00:01 GMT")]
    public async Task ExecuteAsync_ShortRetryAfter_IsWaitedFor(string retryAfter)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var transport = new RecordedTransport().Then(HttpStatusCode.TooManyRequests, "", ("Retry-After", retryAfter)).Then(HttpStatusCode.OK, Completion.Of());
        using var market = new TestMarket(transport, time);

        var execution = market.ExecuteAsync();
        await Conditions.UntilAsync(() => transport.Sent.Count == 1);
        time.Advance(TimeSpan.FromMilliseconds(900));
        transport.Sent.Count.ShouldBe(1);
        await Conditions.AdvanceUntilAsync(time, TimeSpan.FromMilliseconds(10), () => execution.IsCompleted);

        var reply = await execution;
        (reply.Outcome, reply.Requests).ShouldBe((AttemptOutcome.Succeeded, 2));
        reply.LatencySeconds.ShouldBeGreaterThanOrEqualTo(1);
    }

    [Theory]
    [InlineData(429, "Retry-After", "30", 30)]
    [InlineData(429, "Retry-After", "Thu, 01 Jan 2026 00:00:45 GMT", 45)]
    [InlineData(503, "Retry-After", "30", 30)]
    [InlineData(429, "retry-after-ms", "2500", 2.5)]
    [InlineData(429, "Retry-After", "86400000", 3600)]
    public async Task ExecuteAsync_LongRetryAfter_EndsAtOnceAndKeepsTheBidderAwayUntilThen(int status, string header, string value, double seconds)
    {
        var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var time = new FakeTimeProvider(now);
        var transport = new RecordedTransport().Then((HttpStatusCode)status, "", (header, value)).Then(HttpStatusCode.OK, Completion.Of());
        using var market = new TestMarket(transport, time);

        var reply = await market.ExecuteAsync(TestMarket.Call(seconds: 300));

        (reply.Outcome, reply.Requests).ShouldBe((AttemptOutcome.RateLimited, 1));
        reply.Detail!.ShouldEndWith($"and asks to wait {seconds} s.");
        (await market.BidAsync()).NoBid!.Until.ShouldBe(now.AddSeconds(seconds));
        (await market.ExecuteAsync()).Requests.ShouldBe(0);
        time.Advance(TimeSpan.FromSeconds(seconds));
        (await market.BidAsync()).Bid.ShouldNotBeNull();
        (await market.ExecuteAsync()).Outcome.ShouldBe(AttemptOutcome.Succeeded);
    }

    [Fact]
    public async Task ExecuteAsync_RetryAfterLongerThanTheTimeLeft_IsNotWaitedFor()
    {
        var transport = new RecordedTransport().Then(HttpStatusCode.TooManyRequests, "", ("Retry-After", "2"));
        using var market = new TestMarket(transport, new FakeTimeProvider());

        var reply = await market.ExecuteAsync(TestMarket.Call(seconds: 1.5));

        (reply.Outcome, reply.Requests).ShouldBe((AttemptOutcome.RateLimited, 1));
    }
}
