using System.Net;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Providers.Tests.Fixtures;
using Microsoft.Extensions.Time.Testing;

namespace Atomic.Providers.Tests.Bidders;

public sealed class ModelBidderBidTests
{
    [Fact]
    public async Task BidAsync_Healthy_BidsWithoutAskingTheEndpoint()
    {
        var transport = new RecordedTransport();
        using var market = new TestMarket(transport);

        var bid = (await market.BidAsync(TestMarket.Invitation(inputTokens: 1_000))).Bid!;

        (bid.BidderId, bid.Model, bid.Evidence.InputTokens).ShouldBe(("gpu/small", "small-7b", 1_000));
        bid.CostUsd.Low.ShouldBeGreaterThan(0.001);
        bid.CostUsd.High.ShouldBeLessThanOrEqualTo(0.0011, "1,000 input tokens and at most 50 output tokens");
        transport.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task BidAsync_InputTooLong_TellsBothFigures()
    {
        using var market = new TestMarket(new RecordedTransport(), bidder: static options => options.MaxInputTokens = 100);

        (await market.BidAsync(TestMarket.Invitation(100))).Bid.ShouldNotBeNull();
        (await market.BidAsync(TestMarket.Invitation(101))).NoBid.ShouldBe(
            new NoBid("gpu/small", NoBidReason.InputTooLong, "The prompt has 101 tokens, more than the 100 that 'gpu/small' takes."));
    }

    [Theory]
    [InlineData("Sort letters.", 20 - 4 + 3)]
    [InlineData("Sort letters. {instructions}", 20 + 4)]
    public async Task BidAsync_PromptVariant_CountsItsOwnTokens(string variant, int expected)
    {
        using var market = new TestMarket(new RecordedTransport(), bidder: options => options.Instructions = variant);

        var bid = (await market.BidAsync(TestMarket.Invitation(20, TestMarket.Payload(instructions: "Name the department.")))).Bid!;

        bid.Evidence.InputTokens.ShouldBe(expected);
    }

    [Fact]
    public async Task BidAsync_EndpointFailedFiveTimes_RestsAndIsProbedByOneBid()
    {
        var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var time = new FakeTimeProvider(now);
        var transport = new RecordedTransport();
        for (var failure = 0; failure < 5; failure++)
            transport.Then(HttpStatusCode.InternalServerError, "");
        transport.Then(HttpStatusCode.OK, Completion.Of());
        using var market = new TestMarket(transport, time);
        for (var failure = 0; failure < 5; failure++)
            (await market.ExecuteAsync()).Outcome.ShouldBe(AttemptOutcome.ServerError);

        (await market.BidAsync()).NoBid.ShouldBe(new NoBid(
            "gpu/small",
            NoBidReason.Unavailable,
            "Model 'small-7b' at endpoint 'gpu' failed repeatedly and rests until 2026-01-01T00:00:01.000Z.",
            now.AddSeconds(1)));
        var refused = await market.ExecuteAsync();
        (refused.Outcome, refused.Requests).ShouldBe((AttemptOutcome.Unreachable, 0));
        transport.Sent.Count.ShouldBe(5);

        time.Advance(TimeSpan.FromSeconds(1));
        (await market.BidAsync()).Bid.ShouldNotBeNull();
        (await market.BidAsync()).NoBid!.Reason.ShouldBe(NoBidReason.Unavailable);
        (await market.ExecuteAsync()).Outcome.ShouldBe(AttemptOutcome.Succeeded);
        (await market.BidAsync()).Bid.ShouldNotBeNull();
        (await market.BidAsync()).Bid.ShouldNotBeNull();
    }

    [Fact]
    public async Task BidAsync_AfterRateLimit_TellsUntilWhen()
    {
        var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var transport = new RecordedTransport().Then(HttpStatusCode.TooManyRequests, "", ("Retry-After", "30"));
        using var market = new TestMarket(transport, new FakeTimeProvider(now));
        await market.ExecuteAsync(TestMarket.Call(seconds: 60));

        (await market.BidAsync()).NoBid.ShouldBe(new NoBid(
            "gpu/small",
            NoBidReason.RateLimited,
            "Model 'small-7b' at endpoint 'gpu' is rate limited until 2026-01-01T00:00:30.000Z.",
            now.AddSeconds(30)));
    }

    [Fact]
    public async Task BidAsync_AfterRefusalsAndTimeouts_StillBids()
    {
        var transport = new RecordedTransport().Then(HttpStatusCode.BadRequest, "");
        using var market = new TestMarket(transport);
        for (var refusal = 0; refusal < 10; refusal++)
            await market.ExecuteAsync();

        (await market.BidAsync()).Bid.ShouldNotBeNull();
    }
}
