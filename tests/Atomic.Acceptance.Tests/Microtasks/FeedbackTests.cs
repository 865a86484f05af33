using System.Text.Json;
using Atomic.Acceptance.Tests.Hosting;
using Atomic.Acceptance.Tests.Markets;

namespace Atomic.Acceptance.Tests.Microtasks;

public sealed class FeedbackTests(AcceptanceHost host) : MarketTest(host)
{
    private const string NoDraw = """{"explore":false}""";

    [Fact]
    public async Task Judge_Answer_ShowsInTheTrackRecordOnce()
    {
        var id = (await House.SubmitAsync(Request.Of(Stalls.Judged, TestRecording.Question(10)))).ShouldHaveEnded("succeeded")["id"];
        await House.ExplainAtAsync(id, "complete");
        var before = await RecordAsync();

        var first = (await House.JudgeAsync(id, """{"score":1,"label":"right","comment":"Thanks."}""")).ShouldBe(200).Json;
        var again = (await House.JudgeAsync(id, """{"score":1,"label":"right","comment":"Thanks."}""")).ShouldBe(200).Json;

        first.GetProperty("recorded").GetBoolean().ShouldBeTrue();
        first.GetProperty("learned").GetBoolean().ShouldBeTrue();
        again.GetProperty("learned").GetBoolean().ShouldBeFalse();
        var after = await RecordAsync();
        after.GetProperty("judged").GetInt64().ShouldBe(before.GetProperty("judged").GetInt64() + 1);
        after.GetProperty("attempts").GetInt64().ShouldBe(before.GetProperty("attempts").GetInt64());
        var feedback = (await House.ExplainAsync(id)).Json.GetProperty("feedback").EnumerateArray().Single();
        feedback.GetProperty("score").GetDouble().ShouldBe(1);
        feedback.GetProperty("comment").GetString().ShouldBe("Thanks.");
    }

    [Fact]
    public async Task Judge_Answer_IsHeldAgainstThePromiseOnce()
    {
        var id = (await House.SubmitAsync(Request.Of(Stalls.Judged, TestRecording.Question(11)))).ShouldHaveEnded("succeeded")["id"];
        await House.ExplainAtAsync(id, "complete");
        var before = await PromisesJudgedAsync();

        (await House.JudgeAsync(id, """{"score":1}""")).ShouldBe(200);
        (await House.JudgeAsync(id, """{"score":1}""")).ShouldBe(200);

        (await PromisesJudgedAsync()).ShouldBe(before + 1);
        (await House.GetAsync("api/kinds/never-seen/calibration")).ShouldBeProblem(404, "not-found");
    }

    [Fact]
    public async Task Judge_Answers_TeachWhatTheInputTells()
    {
        for (var number = 20; number < 24; number++)
        {
            var judged = (await House.SubmitAsync(Request.Of(Stalls.Contextual, TestRecording.Question(number), NoDraw))).ShouldHaveEnded("succeeded")["id"];
            (await House.JudgeAsync(judged, """{"score":1}""")).ShouldBe(200);
        }

        var id = (await House.SubmitAsync(Request.Of(Stalls.Contextual, TestRecording.Question(24), NoDraw))).ShouldHaveEnded("succeeded")["id"];

        var bid = (await House.ExplainAtAsync(id, "complete")).Json.GetProperty("bids").EnumerateArray().Single(static bid => bid.GetProperty("bidderId").GetString() == Stall.First(Stalls.Contextual));
        var evidence = bid.GetProperty("evidence");
        evidence.GetProperty("basis").GetString().ShouldBe("contextual");
        evidence.GetProperty("contextOutcomes").GetInt64().ShouldBe(4);
        evidence.GetProperty("rightOnAverage").GetDouble().ShouldBeInRange(0.01, 0.99);
    }

    [Fact]
    public async Task Judge_NoAnswer_IsRefused()
    {
        var id = (await House.SubmitAsync(Request.Of(Stalls.Judged, "x", """{"regions":["mars"]}"""))).ShouldHaveEnded("no-award")["id"];

        (await House.JudgeAsync(id, """{"score":1}""")).ShouldBeProblem(409, "conflict");
        (await House.JudgeAsync("mt-00000000000000000000000000", """{"score":1}""")).ShouldBeProblem(404, "not-found");
    }

    private async Task<long> PromisesJudgedAsync()
    {
        var calibration = (await House.GetAsync($"api/kinds/{Stalls.Judged}/calibration")).ShouldBe(200).Json;
        var bidder = calibration.GetProperty("bidders").EnumerateArray().Single(static bidder => bidder.GetProperty("bidderId").GetString() == Stall.First(Stalls.Judged));
        bidder.GetProperty("latency").GetProperty("counted").GetInt64().ShouldBeGreaterThan(0);
        return bidder.TryGetProperty("quality", out var quality) ? quality.GetProperty("judged").GetInt64() : 0;
    }

    private async Task<JsonElement> RecordAsync() =>
        (await House.GetAsync("api/market")).ShouldBe(200).Json.GetProperty("records").EnumerateArray()
            .Single(static record => record.GetProperty("kind").GetString() == Stalls.Judged)
            .GetProperty("byBidder").GetProperty(Stall.First(Stalls.Judged));
}
