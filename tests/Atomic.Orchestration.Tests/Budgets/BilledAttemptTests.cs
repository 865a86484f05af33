using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Core.Markets;
using Atomic.Core.Microtasks;
using Atomic.Core.Policies;
using Atomic.Orchestration.Activities;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Tests.Doubles;
using CsCheck;
using Microsoft.Extensions.Logging;
using Moq;

namespace Atomic.Orchestration.Tests.Budgets;

/// <summary>Every attempt is billed, whatever came of it, and what was reserved holds it.</summary>
public sealed class BilledAttemptTests
{
    private const int Prompt = 500;
    private const int CostAboveReservation = 5007;

    private static readonly Gen<Bidder> s_bidder = Gen.Select(Gen.Double[0, 50], Gen.Double[0, 100], Gen.Double[0, 0.01], Gen.Int[1, 4_000]).Select(
        static (input, output, request, most) => Samples.Bidder("a") with { Price = new TokenPrice(input, output, request), MaxOutputTokens = most });

    // What an endpoint may do to an attempt: any outcome, with or without usage, up to the limits that it was given.
    private static readonly Gen<(AttemptOutcome Outcome, double Input, double Output, int Usage)> s_reply =
        Gen.Select(Gen.Enum<AttemptOutcome>(), Gen.Double[0, 1], Gen.Double[0, 1], Gen.Int[0, 3]);

    [Fact]
    public void Settle_AnySequenceOfOutcomes_IsWithinTheReservation() =>
        Gen.Select(s_bidder.Array[1, 4], s_reply.Array[8], Gen.Int[1, 2], Gen.Int[1, 4]).Sample((bidders, replies, asks, attempts) =>
        {
            for (var i = 0; i < bidders.Length; i++)
                bidders[i] = bidders[i] with { Id = $"b{i}", Model = $"m{i}" };
            var book = Book(bidders);
            var award = Auction.Clear(Request(book, asks, attempts));

            var billed = 0.0;
            for (var step = 0; step < award.Plan!.Steps.Count; step++)
            {
                var bidder = bidders.Single(one => one.Id == award.Plan.Steps[step]);
                for (var ask = 0; ask < asks; ask++)
                    billed += AttemptRules.Of(Order(bidder, step), bidder, Samples.Payload(), Reply(bidder, replies[(step * asks) + ask])).CostUsd;
            }

            billed.ShouldBeLessThanOrEqualTo(award.ReservedUsd * (1 + 1e-12));
        }, iter: 5_000);

    [Fact]
    public async Task RunAsync_FailedAttemptsToo_BooksTheirSumAndWarnsOfNothing()
    {
        var (ports, log) = (new MemoryPorts { BudgetUsd = 10 }, new Mock<ILogger<SettleActivity>>());
        log.Setup(static logger => logger.IsEnabled(It.IsAny<LogLevel>())).Returns(true);

        var settlement = await new SettleActivity(ports, ports, log: log.Object).RunAsync(
            Settlement(reserved: 1, Attempt(0, AttemptOutcome.TimedOut, 0.25), Attempt(1, AttemptOutcome.Cancelled, 0.125), Attempt(2, AttemptOutcome.Succeeded, 0.5)),
            CancellationToken.None);

        settlement.CostUsd.ShouldBe(0.875);
        (await ports.GetTightestAsync(default, CancellationToken.None))!.SpentUsd.ShouldBe(0.875);
        log.Invocations.ShouldNotContain(static call => IsWarningOfCost(call));
    }

    [Fact]
    public async Task RunAsync_EndpointBilledAboveItsLimit_BooksItAllAndSaysSo()
    {
        var (ports, log) = (new MemoryPorts { BudgetUsd = 10 }, new Mock<ILogger<SettleActivity>>());
        log.Setup(static logger => logger.IsEnabled(It.IsAny<LogLevel>())).Returns(true);

        await new SettleActivity(ports, ports, log: log.Object).RunAsync(Settlement(reserved: 0.5, Attempt(0, AttemptOutcome.Succeeded, 0.75)), CancellationToken.None);

        (await ports.GetTightestAsync(default, CancellationToken.None))!.SpentUsd.ShouldBe(0.75);
        log.Invocations.ShouldContain(static call => IsWarningOfCost(call));
    }

    private static bool IsWarningOfCost(IInvocation call) => call.Method.Name == nameof(ILogger.Log) && call.Arguments[1] is EventId { Id: CostAboveReservation };

    private static BidBook Book(Bidder[] bidders) => new()
    {
        Bids = [.. bidders.Select(static bidder => BidEstimator.Estimate(bidder, new TrackRecord(), Prompt))],
        NoBids = [],
        MarketVersion = "m",
        TrackRecordVersion = 0,
    };

    private static AuctionRequest Request(BidBook book, int asks, int attempts) => new()
    {
        MicrotaskId = "mt",
        Policy = new Policy { Explore = false, MaxAttempts = attempts },
        Book = book,
        AsksPerStep = asks,
    };

    private static AttemptOrder Order(Bidder bidder, int step) => new()
    {
        MicrotaskId = "mt",
        Kind = "email-routing",
        Payload = Samples.Accepted().Payload,
        Step = step,
        BidderId = bidder.Id,
        Model = bidder.Model,
        InputTokens = Prompt,
        DeadlineAt = Samples.Now,
    };

    private static ModelReply Reply(Bidder bidder, (AttemptOutcome Outcome, double Input, double Output, int Usage) what) => new()
    {
        Outcome = what.Outcome,
        Detail = what.Outcome == AttemptOutcome.Succeeded ? null : "a sentence",
        Text = what.Outcome == AttemptOutcome.Succeeded ? new string('x', (int)(what.Output * bidder.MaxOutputTokens) * 4) : null,
        InputTokens = (what.Usage & 1) == 0 ? null : (int)(what.Input * Prompt),
        OutputTokens = (what.Usage & 2) == 0 ? null : (int)(what.Output * bidder.MaxOutputTokens),
        LatencySeconds = 0.1,
        Requests = 1,
    };

    private static SettlementOrder Settlement(double reserved, params Attempt[] attempts) => new()
    {
        MicrotaskId = "mt",
        Kind = "email-routing",
        ReservedUsd = reserved,
        Bids = [.. attempts.Select(static attempt => Samples.Bid(attempt.BidderId))],
        Attempts = attempts,
        Status = MicrotaskStatus.Succeeded,
    };

    private static Attempt Attempt(int step, AttemptOutcome outcome, double cost) => new()
    {
        Step = step,
        BidderId = $"b{step}",
        Model = "m",
        IdempotencyKey = $"mt/{step}",
        Outcome = outcome,
        CostUsd = cost,
        LatencySeconds = 0.1,
        Requests = 1,
    };
}
