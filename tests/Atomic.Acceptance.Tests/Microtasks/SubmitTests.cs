using Atomic.Acceptance.Tests.Hosting;
using Atomic.Acceptance.Tests.Markets;
using Atomic.Replay.Behaviours;

namespace Atomic.Acceptance.Tests.Microtasks;

public sealed class SubmitTests(AcceptanceHost host) : MarketTest(host)
{
    [Fact]
    public async Task Submit_WaitedFor_AnswersWithOutputAwardAndLinks()
    {
        var answer = (await House.SubmitAsync(Request.Of(Stalls.Plain, TestRecording.Question(1)))).ShouldHaveEnded("succeeded");

        answer["output"].ShouldBe(TestRecording.Answer(1));
        answer["kind"].ShouldBe(Stalls.Plain);
        var award = answer.Json.GetProperty("award");
        award.GetProperty("bidder").GetString().ShouldBe(Stall.First(Stalls.Plain));
        award.GetProperty("model").GetString().ShouldBe(Stall.First(Stalls.Plain));
        award.GetProperty("servedModel").GetString().ShouldBe(TestRecording.Clerk);
        award.GetProperty("attempts").GetInt32().ShouldBe(1);
        answer.Json.GetProperty("costUsd").GetDouble().ShouldBeGreaterThan(0);
        answer.Json.GetProperty("latencyMs").GetDouble().ShouldBeGreaterThan(0);
        (await House.GetAsync(answer.Json.GetProperty("links").GetProperty("self").GetString()!)).ShouldBe(200).Text.ShouldBe(answer.Text);
        (await House.GetAsync(answer.Json.GetProperty("links").GetProperty("explanation").GetString()!)).ShouldBe(200);

        // Other tests ask the same model at the same time.
        Market.RequestsTo(Stall.First(Stalls.Plain)).Count(request => request.IdempotencyKey?.StartsWith(answer["id"], StringComparison.Ordinal) == true).ShouldBe(1);
        Market.RequestsTo(Stall.First(Stalls.Plain)).ShouldContain(request => request.IdempotencyKey == answer["id"] + "/0");
    }

    [Fact]
    public async Task Submit_RespondAsync_AnswersAtOnceAndEndsLater()
    {
        Market.Behave(Stall.First(Stalls.Waited), new ReplayBehaviour { LatencyMsP50 = 100 });

        var accepted = (await House.SubmitAsync(Request.Of(Stalls.Waited, TestRecording.Question(2)), "respond-async")).ShouldBe(202);

        accepted.Header("Location").ShouldBe("/api/microtasks/" + accepted["id"]);
        int.Parse(accepted.Header("Retry-After")!).ShouldBeInRange(1, 60);
        accepted.Header("Preference-Applied").ShouldBe("respond-async");
        accepted["status"].ShouldBe("running");
        (await House.EndOfAsync(accepted["id"])).ShouldHaveEnded("succeeded")["output"].ShouldBe(TestRecording.Answer(2));
    }

    [Fact]
    public async Task Submit_LongerThanTheWait_Answers202()
    {
        Market.Behave(Stall.First(Stalls.Hanging), new ReplayBehaviour { HangRate = 1 });

        var accepted = (await House.SubmitAsync(Request.Of(Stalls.Hanging, "Wait."), "wait=1")).ShouldBe(202);

        accepted.Header("Preference-Applied").ShouldBe("wait=1");
        accepted["status"].ShouldBe("running");
        (await House.CancelAsync(accepted["id"])).ShouldHaveEnded("cancelled");
    }

    [Fact]
    public async Task Submit_TextOfManyScripts_ComesBackAsItIs()
    {
        var answer = (await House.SubmitAsync(Request.Of(Stalls.Plain, TestRecording.Scripts))).ShouldHaveEnded("succeeded");

        answer["output"].ShouldBe(TestRecording.ScriptsAnswer);
        var explanation = await House.ExplainAtAsync(answer["id"], "complete");
        explanation.Json.GetProperty("microtask").GetProperty("input").GetString().ShouldBe(TestRecording.Scripts);
        explanation.Json.GetProperty("answer").GetProperty("output").GetString().ShouldBe(TestRecording.ScriptsAnswer);
        (await House.ExplainAsync(answer["id"], "text/html")).Text.ShouldNotContain("</script>");
    }

    [Fact]
    public async Task Submit_PayloadBeyondWhatHistoryCarries_ComesBackAsItIs()
    {
        var answer = (await House.SubmitAsync(Request.Of(Stalls.Plain, TestRecording.Long))).ShouldHaveEnded("succeeded");

        TestRecording.Long.Length.ShouldBeGreaterThan(32 * 1024);
        answer["output"].ShouldBe(TestRecording.LongAnswer);
        var explanation = await House.ExplainAtAsync(answer["id"], "complete");
        explanation.Json.GetProperty("microtask").GetProperty("input").GetString().ShouldBe(TestRecording.Long);
    }

    [Fact]
    public async Task Submit_ManyAtOnce_EachGetsItsOwnAnswer()
    {
        const int parallel = 200;
        Market.Behave(Stall.First(Stalls.Crowded), new ReplayBehaviour { LatencyMsP50 = 20, LatencyMsP95 = 60 });

        var answers = await Task.WhenAll(Enumerable.Range(0, parallel).Select(i => House.SubmitAsync(Request.Of(Stalls.Crowded, TestRecording.Question(i)), "wait=60")));

        for (var i = 0; i < parallel; i++)
            answers[i].ShouldHaveEnded("succeeded")["output"].ShouldBe(TestRecording.Answer(i));
        answers.Select(static answer => answer["id"]).Distinct(StringComparer.Ordinal).Count().ShouldBe(parallel);
        var keys = Market.RequestsTo(Stall.First(Stalls.Crowded)).Concat(Market.RequestsTo(Stall.Second(Stalls.Crowded))).Select(static request => request.IdempotencyKey).ToList();
        keys.Count.ShouldBe(parallel);
        keys.Distinct(StringComparer.Ordinal).Count().ShouldBe(parallel);
    }

    [Fact]
    public async Task Cancel_WhileAModelWorks_EndsIt()
    {
        var model = Stall.First(Stalls.Cancelled);
        Market.Behave(model, new ReplayBehaviour { HangRate = 1 });
        var id = await House.StartAsync(Request.Of(Stalls.Cancelled, "Never mind."));
        await Eventually.HoldsAsync(() => Market.RequestsTo(model).Count == 1, "the model is at work");

        (await House.CancelAsync(id)).ShouldHaveEnded("cancelled");

        (await House.FindAsync(id)).ShouldHaveEnded("cancelled")["detail"].ShouldNotBeNullOrWhiteSpace();
        var attempt = (await House.ExplainAtAsync(id, "complete")).Json.GetProperty("attempts").EnumerateArray().Single();
        attempt.GetProperty("outcome").GetString().ShouldBe("cancelled");
        attempt.GetProperty("costIsEstimated").GetBoolean().ShouldBeTrue();
        Market.RequestsTo(Stall.Second(Stalls.Cancelled)).ShouldBeEmpty();
        (await House.CancelAsync(id)).ShouldHaveEnded("cancelled");
    }
}
