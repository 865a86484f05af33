using System.Diagnostics;
using Atomic.Acceptance.Tests.Hosting;
using Atomic.Acceptance.Tests.Markets;
using Atomic.Replay.Behaviours;

namespace Atomic.Acceptance.Tests.Microtasks;

public sealed class FallbackTests(AcceptanceHost host) : MarketTest(host)
{
    [Fact]
    public async Task Submit_WinnerFails_RunnerUpAnswers()
    {
        Market.Behave(Stall.First(Stalls.Broken), new ReplayBehaviour { ErrorRate = 1 });

        var answer = (await House.SubmitAsync(Request.Of(Stalls.Broken, TestRecording.Question(11)))).ShouldHaveEnded("succeeded");

        answer["output"].ShouldBe(TestRecording.Answer(11));
        var award = answer.Json.GetProperty("award");
        award.GetProperty("winner").GetString().ShouldBe(Stall.First(Stalls.Broken));
        award.GetProperty("bidder").GetString().ShouldBe(Stall.Second(Stalls.Broken));
        award.GetProperty("attempts").GetInt32().ShouldBe(2);
        var attempts = (await House.ExplainAtAsync(answer["id"], "complete")).Json.GetProperty("attempts").EnumerateArray().ToList();
        attempts.Select(static attempt => attempt.GetProperty("outcome").GetString()).ShouldBe(["server-error", "succeeded"]);
        attempts.Select(static attempt => attempt.GetProperty("idempotencyKey").GetString()).ShouldBe([answer["id"] + "/0", answer["id"] + "/1"]);
        Market.RequestsTo(Stall.First(Stalls.Broken)).Count.ShouldBe(1);

        Market.Behave(Stall.First(Stalls.Broken), ReplayBehaviour.Flawless);
        (await House.SubmitAsync(Request.Of(Stalls.Broken, TestRecording.Question(12)))).ShouldHaveEnded("succeeded")["output"].ShouldBe(TestRecording.Answer(12));
    }

    [Fact]
    public async Task Submit_WinnerIsRateLimited_StaysAwayAsLongAsItWasAsked()
    {
        var first = Stall.First(Stalls.Limited);
        Market.Behave(first, new ReplayBehaviour { RateLimitRate = 1, RetryAfterSeconds = 3600 });
        var one = (await House.SubmitAsync(Request.Of(Stalls.Limited, TestRecording.Question(13)))).ShouldHaveEnded("succeeded");

        var two = (await House.SubmitAsync(Request.Of(Stalls.Limited, TestRecording.Question(14)))).ShouldHaveEnded("succeeded");

        one.Json.GetProperty("award").GetProperty("attempts").GetInt32().ShouldBe(2);
        two.Json.GetProperty("award").GetProperty("attempts").GetInt32().ShouldBe(1);
        two["output"].ShouldBe(TestRecording.Answer(14));
        var bid = (await House.ExplainAtAsync(two["id"], "complete")).Json.GetProperty("bids").EnumerateArray().Single(bid => bid.GetProperty("bidderId").GetString() == first);
        bid.GetProperty("noBidReason").GetString().ShouldBe("rate-limited");
        bid.GetProperty("noBidUntil").GetDateTimeOffset().ShouldBeGreaterThan(DateTimeOffset.UtcNow.AddMinutes(30));
        Market.RequestsTo(first).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Submit_AnswerAgainstTheSchema_IsAskedForAgainThenTheRunnerUpAnswers()
    {
        var answer = (await House.SubmitAsync(Request.Of(Stalls.Schema, TestRecording.Invoice, schema: Request.TeamSchema))).ShouldHaveEnded("succeeded");

        answer.Json.GetProperty("output").GetProperty("team").GetString().ShouldBe("billing");
        var attempts = (await House.ExplainAtAsync(answer["id"], "complete")).Json.GetProperty("attempts").EnumerateArray().ToList();
        attempts[0].GetProperty("outcome").GetString().ShouldBe("invalid-output");
        attempts[0].GetProperty("verifications").EnumerateArray().Last().GetProperty("passed").GetBoolean().ShouldBeFalse();
        attempts.Select(static attempt => (attempt.GetProperty("number").GetInt32(), attempt.GetProperty("ask").GetInt32(), attempt.GetProperty("outcome").GetString()))
            .ShouldBe([(1, 1, "invalid-output"), (1, 2, "invalid-output"), (2, 1, "succeeded")]);
        attempts.Select(static attempt => attempt.GetProperty("idempotencyKey").GetString()).ShouldBe([answer["id"] + "/0", answer["id"] + "/0/2", answer["id"] + "/1"]);
        answer.Json.GetProperty("award").GetProperty("attempts").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task Submit_NoAnswerMeetsTheSchema_Fails()
    {
        var answer = (await House.SubmitAsync(Request.Of(Stalls.Garbled, "Something else.", schema: Request.TeamSchema))).ShouldHaveEnded("failed");

        answer["detail"].ShouldContain("not JSON");
        (await House.ExplainAtAsync(answer["id"], "complete")).Json.GetProperty("attempts").EnumerateArray()
            .ShouldAllBe(static attempt => attempt.GetProperty("outcome").GetString() == "invalid-output");
    }

    [Fact]
    public async Task Submit_ModelHangs_EndsAtTheDeadline()
    {
        Market.Behave(Stall.First(Stalls.Hanging), new ReplayBehaviour { HangRate = 1 });
        Market.Behave(Stall.Second(Stalls.Hanging), new ReplayBehaviour { HangRate = 1 });
        var clock = Stopwatch.StartNew();

        var answer = (await House.SubmitAsync(Request.Of(Stalls.Hanging, "x", """{"explore":false,"deadlineSeconds":1}"""))).ShouldHaveEnded("failed");

        clock.Elapsed.TotalSeconds.ShouldBeInRange(0.9, 20);
        answer.Json.GetProperty("latencyMs").GetDouble().ShouldBeInRange(900, 20_000);
        var attempt = (await House.ExplainAtAsync(answer["id"], "complete")).Json.GetProperty("attempts").EnumerateArray().Single();
        attempt.GetProperty("outcome").GetString().ShouldBe("timed-out");
        answer["detail"].ShouldContain("deadline");
    }

    [Fact]
    public async Task Submit_RunnerUpTooSlowForWhatIsLeft_IsSkipped()
    {
        Market.Behave("slow-first", new ReplayBehaviour { LatencyMsP50 = 5_000, ErrorRate = 1 });

        var answer = (await House.SubmitAsync(Request.Of(Stalls.Slow, TestRecording.Question(15), """{"explore":false,"deadlineSeconds":8}"""))).ShouldHaveEnded("succeeded");

        answer.Json.GetProperty("award").GetProperty("bidder").GetString().ShouldBe("slow-third");
        Market.RequestsTo("slow-second").ShouldBeEmpty();
        var explanation = (await House.ExplainAtAsync(answer["id"], "complete")).Json;
        var attempts = explanation.GetProperty("attempts").EnumerateArray().ToList();
        attempts.Select(static attempt => attempt.GetProperty("bidderId").GetString()).ShouldBe(["slow-first", "slow-third"]);
        attempts[1].TryGetProperty("startedAt", out _).ShouldBeTrue(explanation.GetRawText());
        foreach (var fact in explanation.GetProperty("facts").EnumerateArray())
            fact.GetProperty("holds").GetBoolean().ShouldBeTrue(fact.GetRawText());
    }
}
