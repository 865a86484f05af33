using System.Diagnostics;
using Atomic.Core.Decisions;
using Atomic.Core.Policies;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Tests.Doubles;

namespace Atomic.Orchestration.Tests.Telemetry;

public sealed class MicrotaskSpansTests
{
    [Fact]
    public async Task Run_Succeeds_IsOneTraceWithTheseSpansAndAttributes()
    {
        using var capture = new SpanCapture();
        await using var house = await House.OpenAsync([Bidder("dear", 0.009), Bidder("cheap", 0.0001)]);

        var view = await house.RunAsync(Samples.Submission(key: "once"));
        var settle = await capture.SpanAsync("atomic.settle");

        var submit = await capture.SpanAsync("atomic.submit");
        capture.Spans.Select(static span => span.OperationName).Order(StringComparer.Ordinal)
            .ShouldBe(["atomic.attempt", "atomic.award", "atomic.collect_bids", "atomic.settle", "atomic.submit"]);
        capture.Spans.Where(span => span != submit).ShouldAllBe(span => span.ParentSpanId == submit.SpanId);
        capture.Spans.ShouldAllBe(static span => span.Status == ActivityStatusCode.Unset && !span.Events.Any());
        submit.ParentSpanId.ShouldBe(capture.RootId);
        SpanCapture.Attributes(submit).ShouldBe(
            ["atomic.bidders.invited=2", "atomic.bidders.not_invited=0", $"atomic.microtask.id={view.Id}", "atomic.microtask.kind=email-routing", "atomic.submission.outcome=accepted", "atomic.tenant=default"], ignoreOrder: true);
        SpanCapture.Attributes(await capture.SpanAsync("atomic.collect_bids")).ShouldBe(
            ["atomic.bids=2", $"atomic.microtask.id={view.Id}", "atomic.microtask.kind=email-routing", "atomic.no_bids=0", "atomic.track_record.version=0"]);
        SpanCapture.Attributes(await capture.SpanAsync("atomic.award")).ShouldBe(
            ["atomic.award.explored=False", "atomic.award.plan=Fallback(cheap, dear)", $"atomic.award.reserved_usd={0.0001 * 1.2 + 0.009 * 1.2}", "atomic.award.winner=cheap", "atomic.bids=2", $"atomic.microtask.id={view.Id}", "atomic.microtask.kind=email-routing", "atomic.no_bids=0"]);
        SpanCapture.Attributes(await capture.SpanAsync("atomic.attempt")).ShouldBe(
            ["atomic.attempt.outcome=succeeded", "atomic.attempt.requests=1", "atomic.attempt.step=0", "atomic.bidder=cheap", "atomic.cost_usd=0.00012", $"atomic.microtask.id={view.Id}", "atomic.microtask.kind=email-routing"]);
        SpanCapture.Attributes(settle).ShouldBe(
            ["atomic.attempts=1", $"atomic.award.reserved_usd={0.0001 * 1.2 + 0.009 * 1.2}", "atomic.cost_usd=0.00012", $"atomic.microtask.id={view.Id}", "atomic.microtask.kind=email-routing", "atomic.microtask.status=succeeded", "atomic.settlement.counted=True", "atomic.track_record.version=1"]);
    }

    [Fact]
    public async Task Run_AttemptFails_HasItsOutcomeAsErrorTypeAndNoSentence()
    {
        using var capture = new SpanCapture();
        var first = Bidder("first", 0.0001);
        first.OnExecute = static (_, _) => Task.FromResult(ScriptedBidder.Failure(AttemptOutcome.RateLimited, "a sentence that quotes"));
        await using var house = await House.OpenAsync([first, Bidder("second", 0.0002)]);

        await house.RunAsync(Samples.Submission());
        await capture.SpanAsync("atomic.settle");

        var attempts = capture.Spans.Where(static span => span.OperationName == "atomic.attempt").ToList();
        attempts.Select(static span => (span.GetTagItem("atomic.bidder"), span.GetTagItem("error.type"), span.Status)).ShouldBe(
            [("first", "rate-limited", ActivityStatusCode.Error), ("second", null, ActivityStatusCode.Unset)]);
        attempts[0].StatusDescription.ShouldBeNull();
    }

    [Fact]
    public async Task Run_AttemptThrows_HasTheTypeOfTheExceptionAndNotItsMessage()
    {
        using var capture = new SpanCapture();
        var broken = Bidder("broken", 0.0001);
        broken.OnExecute = static (_, _) => throw new InvalidOperationException("a message that quotes");
        await using var house = await House.OpenAsync([broken]);

        await house.RunAsync(Samples.Submission());
        var attempt = await capture.SpanAsync("atomic.attempt");

        attempt.GetTagItem("error.type").ShouldBe("System.InvalidOperationException");
        attempt.Status.ShouldBe(ActivityStatusCode.Error);
        attempt.StatusDescription.ShouldBeNull();
        attempt.Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_BidsFailLimits_CountsEachReason()
    {
        using var capture = new SpanCapture();
        await using var house = await House.OpenAsync([Bidder("a", 0.1), Bidder("b", 0.2)]);

        await house.RunAsync(Samples.Submission(policy: new Policy { MaxCostUsd = 0.01, Explore = false }));
        var award = await capture.SpanAsync("atomic.award");

        award.GetTagItem("atomic.award.eliminations.too-expensive").ShouldBe(2);
        award.GetTagItem("atomic.award.winner").ShouldBeNull();
    }

    [Fact]
    public async Task Submit_SameKeyAgain_IsRepeatedAndAnotherRequestIsRefusedByCode()
    {
        using var capture = new SpanCapture();
        await using var house = await House.OpenAsync([Bidder("a")]);

        await house.RunAsync(Samples.Submission(key: "k"));
        await house.RunAsync(Samples.Submission(key: "k"));
        await house.Service.SubmitAsync(Samples.Submission(key: "k", input: "another"), CancellationToken.None);

        capture.Spans.Where(static span => span.OperationName == "atomic.submit")
            .Select(static span => (span.GetTagItem("atomic.submission.outcome"), span.GetTagItem("error.type")))
            .ShouldBe([("accepted", null), ("repeated", null), ("refused", "idempotency-key-reused")]);
    }

    [Fact]
    public async Task Run_HostRestartsInBetween_WhatFollowsIsInTheSameTrace()
    {
        using var capture = new SpanCapture();
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
        Activity.Current = null;

        await using var second = await House.OpenAsync([Bidder("a")], ports: ports, folder: folder);
        var settle = await capture.SpanAsync("atomic.settle");

        var submit = await capture.SpanAsync("atomic.submit");
        settle.ParentSpanId.ShouldBe(submit.SpanId);
        capture.Spans.Where(static span => span.OperationName == "atomic.attempt").Select(static span => (span.ParentSpanId, span.GetTagItem("atomic.attempt.outcome")))
            .ShouldBe([(submit.SpanId, null), (submit.SpanId, "succeeded")]);
        settle.GetTagItem("atomic.microtask.id").ShouldBe(id);
    }

    private static ScriptedBidder Bidder(string id, double cost = 0.001) =>
        new(id) { OnBid = (_, _) => new(BidReply.Of(Samples.Bid(id, cost))) };
}
