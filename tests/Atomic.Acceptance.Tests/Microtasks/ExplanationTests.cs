using System.Text.Json;
using Atomic.Acceptance.Tests.Hosting;
using Atomic.Acceptance.Tests.Markets;
using Atomic.Core.Schemas;
using Atomic.Replay.Behaviours;

namespace Atomic.Acceptance.Tests.Microtasks;

public sealed class ExplanationTests(AcceptanceHost host) : MarketTest(host)
{
    [Fact]
    public async Task Explain_Succeeded_TellsTheWholeDecision()
    {
        var id = (await House.SubmitAsync(Request.Of(Stalls.Explained, TestRecording.Question(9)))).ShouldHaveEnded("succeeded")["id"];

        var explanation = (await House.ExplainAtAsync(id, "complete")).Json;

        await ShouldBeTellableAsync(id);
        explanation.GetProperty("microtask").GetProperty("status").GetString().ShouldBe("succeeded");
        explanation.GetProperty("bids").EnumerateArray().Count(static bid => bid.TryGetProperty("rank", out _)).ShouldBe(2);
        explanation.GetProperty("award").GetProperty("winnerId").GetString().ShouldBe(Stall.First(Stalls.Explained));
        explanation.GetProperty("counterfactuals").GetArrayLength().ShouldBeGreaterThan(0);
        explanation.GetProperty("disclosures").EnumerateArray().Single().GetProperty("bidderId").GetString().ShouldBe(Stall.First(Stalls.Explained));
        explanation.GetProperty("answer").GetProperty("output").GetString().ShouldBe(TestRecording.Answer(9));
        explanation.GetProperty("settlement").GetProperty("attempts").GetArrayLength().ShouldBe(1);
        explanation.GetProperty("facts").GetArrayLength().ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task Explain_WhileAModelWorks_TellsHowFarItCame()
    {
        var model = Stall.First(Stalls.Running);
        Market.Behave(model, new ReplayBehaviour { HangRate = 1 });
        var id = await House.StartAsync(Request.Of(Stalls.Running, "Take your time."));
        await Eventually.HoldsAsync(() => Market.RequestsTo(model).Count == 1, "the model is at work");

        var explanation = (await House.ExplainAsync(id)).ShouldBe(200).Json;

        await ShouldBeTellableAsync(id);
        explanation.GetProperty("microtask").GetProperty("stage").GetString().ShouldBe("attempting");
        explanation.GetProperty("award").GetProperty("winnerId").GetString().ShouldBe(model);
        explanation.GetProperty("attempts").EnumerateArray().Single().TryGetProperty("outcome", out _).ShouldBeFalse();
        explanation.TryGetProperty("answer", out _).ShouldBeFalse();
        (await House.CancelAsync(id)).ShouldHaveEnded("cancelled");
        await ShouldBeTellableAsync(id);
    }

    [Fact]
    public async Task Explain_AllAttemptsFailed_TellsWhy()
    {
        Market.Behave(Stall.First(Stalls.Doomed), new ReplayBehaviour { ErrorRate = 1 });
        Market.Behave(Stall.Second(Stalls.Doomed), new ReplayBehaviour { MalformedBodyRate = 1 });

        var answer = (await House.SubmitAsync(Request.Of(Stalls.Doomed, "x"))).ShouldHaveEnded("failed");

        answer["detail"].ShouldContain(Stall.First(Stalls.Doomed));
        answer["detail"].ShouldContain(Stall.Second(Stalls.Doomed));
        answer.Json.GetProperty("output").ValueKind.ShouldBe(JsonValueKind.Null);
        var explanation = (await House.ExplainAtAsync(answer["id"], "complete")).Json;
        await ShouldBeTellableAsync(answer["id"]);
        explanation.GetProperty("attempts").EnumerateArray().Select(static attempt => attempt.GetProperty("outcome").GetString()).ShouldBe(["server-error", "malformed-response"]);
        explanation.GetProperty("microtask").GetProperty("statusDetail").GetString().ShouldBe(answer["detail"]);
        explanation.TryGetProperty("answer", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"maxCostUsd":0.000000001}""", "too-expensive", null)]
    [InlineData("""{"minQuality":0.999}""", "too-uncertain", null)]
    [InlineData("""{"deadlineSeconds":0.002}""", "too-slow", null)]
    [InlineData("""{"regions":["mars"]}""", null, "wrong-region")]
    [InlineData("""{"requireTags":["on-premises"]}""", null, "missing-tag")]
    [InlineData("""{"allow":["nobody"]}""", null, "not-allowed")]
    public async Task Explain_NobodyEligible_TellsEachReason(string policy, string? elimination, string? noBid)
    {
        var requests = Market.RequestsTo(Stall.First(Stalls.Unaffordable)).Count;

        var answer = (await House.SubmitAsync(Request.Of(Stalls.Unaffordable, "x", policy))).ShouldHaveEnded("no-award");

        answer["detail"].ShouldContain(Stall.First(Stalls.Unaffordable));
        answer.Json.GetProperty("award").ValueKind.ShouldBe(JsonValueKind.Null);
        answer.Json.GetProperty("costUsd").GetDouble().ShouldBe(0);
        var explanation = (await House.ExplainAtAsync(answer["id"], "complete")).Json;
        await ShouldBeTellableAsync(answer["id"]);
        foreach (var bid in explanation.GetProperty("bids").EnumerateArray().Where(static bid => bid.GetProperty("bidderId").GetString()!.StartsWith(Stalls.Unaffordable, StringComparison.Ordinal)))
        {
            (bid.TryGetProperty("eliminationReason", out var eliminated) ? eliminated.GetString() : null).ShouldBe(elimination);
            (bid.TryGetProperty("noBidReason", out var none) ? none.GetString() : null).ShouldBe(noBid);
        }

        Market.RequestsTo(Stall.First(Stalls.Unaffordable)).Count.ShouldBe(requests);
    }

    [Fact]
    public async Task Explain_UnknownMicrotask_IsAProblem() => (await House.ExplainAsync("mt-00000000000000000000000000")).ShouldBeProblem(404, "not-found");

    // In all three forms, of which the structured one keeps to its published schema and has every fact hold.
    private async Task ShouldBeTellableAsync(string id)
    {
        var schema = (await House.GetAsync("schemas/explanation.v1.json")).ShouldBe(200).Json;
        OutputSchema.TryCompile(schema, out var compiled, out var defect).ShouldBeTrue(defect?.Message);
        var json = (await House.ExplainAsync(id)).ShouldBe(200);
        json.MediaType.ShouldBe("application/json");
        compiled!.Validate(json.Json).ShouldBeEmpty(json.Text);
        foreach (var fact in json.Json.GetProperty("facts").EnumerateArray())
            fact.GetProperty("holds").GetBoolean().ShouldBeTrue(fact.GetRawText());

        var markdown = (await House.ExplainAsync(id, "text/markdown")).ShouldBe(200);
        markdown.MediaType.ShouldBe("text/markdown");
        markdown.Text.ShouldStartWith("# ");
        markdown.Text.ShouldContain(id);
        var html = (await House.ExplainAsync(id, "text/html")).ShouldBe(200);
        html.MediaType.ShouldBe("text/html");
        html.Text.ShouldContain(id);
        html.Header("Content-Security-Policy").ShouldNotBeNull();
    }
}
