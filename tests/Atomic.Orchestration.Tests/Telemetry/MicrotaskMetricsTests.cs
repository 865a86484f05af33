using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Policies;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Tests.Doubles;

namespace Atomic.Orchestration.Tests.Telemetry;

public sealed class MicrotaskMetricsTests
{
    [Fact]
    public async Task Run_FallsBack_CountsWhatTheRecordHasOnce()
    {
        var kind = $"kind-{Guid.NewGuid():n}";
        using var capture = new MetricCapture(kind);
        var first = Bidder($"first-{kind}", 0.0001);
        first.OnExecute = static (_, _) => Task.FromResult(ScriptedBidder.Failure(AttemptOutcome.TimedOut));
        var absent = Bidder($"absent-{kind}", 0.0001);
        absent.OnBid = (_, _) => new(BidReply.None(new NoBid($"absent-{kind}", NoBidReason.RateLimited, "a sentence")));
        await using var house = await House.OpenAsync([first, Bidder($"second-{kind}", 0.0002), absent]);

        var view = await house.RunAsync(Samples.Submission(kind: kind));
        await house.SettledRecordAsync(view.Id);

        capture.Names.ShouldBe(
            [
                $"atomic.attempts atomic.bidder=first-{kind} atomic.attempt.outcome=timed-out",
                $"atomic.attempts atomic.bidder=second-{kind} atomic.attempt.outcome=succeeded",
                $"atomic.awards atomic.microtask.kind={kind} atomic.bidder=first-{kind}",
                $"atomic.bid.cost_ratio atomic.microtask.kind={kind} atomic.bidder=second-{kind}",
                $"atomic.bid.interval atomic.microtask.kind={kind} atomic.bidder=second-{kind} atomic.bid.figure=cost atomic.bid.position=below",
                $"atomic.bid.interval atomic.microtask.kind={kind} atomic.bidder=second-{kind} atomic.bid.figure=latency atomic.bid.position=within",
                $"atomic.bid.latency_ratio atomic.microtask.kind={kind} atomic.bidder=second-{kind}",
                $"atomic.bids atomic.bidder=first-{kind}",
                $"atomic.bids atomic.bidder=second-{kind}",
                $"atomic.cost atomic.microtask.kind={kind} atomic.bidder=first-{kind}",
                $"atomic.cost atomic.microtask.kind={kind} atomic.bidder=second-{kind}",
                $"atomic.fallbacks atomic.microtask.kind={kind}",
                $"atomic.microtask.duration atomic.microtask.kind={kind} atomic.microtask.status=succeeded",
                $"atomic.microtask.overhead atomic.microtask.kind={kind}",
                $"atomic.microtasks atomic.microtask.kind={kind} atomic.microtask.status=succeeded",
                $"atomic.no_bids atomic.bidder=absent-{kind} atomic.reason=rate-limited",
            ],
            ignoreOrder: true);
        capture.Value("atomic.bid.cost_ratio").ShouldBe(0.00012 / 0.0002, 1e-9);
        capture.Value("atomic.bid.latency_ratio").ShouldBe(0.25 / 0.5, 1e-9);
        capture.Value("atomic.microtask.duration").ShouldBe(view.LatencyMs!.Value / 1000, 0.001);
        capture.Value("atomic.microtask.overhead").ShouldBe(view.OverheadMs!.Value / 1000, 0.001);
    }

    [Fact]
    public async Task Run_NobodyIsEligible_CountsTheEndAndTheReasons()
    {
        var kind = $"kind-{Guid.NewGuid():n}";
        using var capture = new MetricCapture(kind);
        await using var house = await House.OpenAsync([Bidder($"a-{kind}", 0.1)]);

        await house.RunAsync(Samples.Submission(kind: kind, policy: new Policy { MaxCostUsd = 0.01, Explore = false }));

        capture.Names.ShouldBe(
            [
                $"atomic.bids atomic.bidder=a-{kind}",
                $"atomic.eliminations atomic.bidder=a-{kind} atomic.reason=too-expensive",
                $"atomic.microtask.duration atomic.microtask.kind={kind} atomic.microtask.status=no-award",
                $"atomic.microtask.overhead atomic.microtask.kind={kind}",
                $"atomic.microtasks atomic.microtask.kind={kind} atomic.microtask.status=no-award",
            ],
            ignoreOrder: true);
    }

    private static ScriptedBidder Bidder(string id, double cost) =>
        new(id) { OnBid = (_, _) => new(BidReply.Of(Samples.Bid(id, cost))) };
}
