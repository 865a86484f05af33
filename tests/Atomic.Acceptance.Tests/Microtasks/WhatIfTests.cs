using System.Text;
using Atomic.Acceptance.Tests.Hosting;
using Atomic.Acceptance.Tests.Markets;

namespace Atomic.Acceptance.Tests.Microtasks;

public sealed class WhatIfTests(AcceptanceHost host) : MarketTest(host)
{
    [Fact]
    public async Task Ask_RecordedMicrotasks_AreReadFromHistory()
    {
        for (var number = 30; number < 33; number++)
        {
            var id = (await House.SubmitAsync(Request.Of(Stalls.Judged, TestRecording.Question(number)))).ShouldHaveEnded("succeeded")["id"];
            await House.ExplainAtAsync(id, "complete");
        }

        var answer = (await AskAsync($$"""{"policy":{"preset":"quality","explore":false},"kind":"{{Stalls.Judged}}"}""")).ShouldBe(200).Json;

        answer.GetProperty("kind").GetString().ShouldBe(Stalls.Judged);
        answer.GetProperty("traffic").GetProperty("read").GetInt32().ShouldBeGreaterThanOrEqualTo(3);
        var report = answer.GetProperty("report");
        report.GetProperty("microtasks").GetInt32().ShouldBeGreaterThanOrEqualTo(3);
        report.GetProperty("unusable").GetInt32().ShouldBe(0);
        report.GetProperty("costUsd").GetProperty("was").GetProperty("mean").GetDouble().ShouldBeGreaterThan(0);
        report.GetProperty("costUsd").TryGetProperty("doublyRobust", out _).ShouldBe(report.GetProperty("verdict").GetProperty("code").GetString() == "told");
        report.GetProperty("awards").EnumerateArray().Sum(static share => share.GetProperty("was").GetDouble()).ShouldBe(1, 1e-9);
    }

    [Fact]
    public async Task Ask_WhatCannotBeRead_IsRefused()
    {
        (await AskAsync("""{"policy":"cheap"}""")).ShouldBeProblem(400, "invalid-field");
        (await AskAsync("""{"policy":{"objective":"best"}}""")).ShouldBeProblem(422, "impossible-policy");
    }

    private Task<HouseAnswer> AskAsync(string question) => House.SendAsync(HttpMethod.Post, "api/what-if", new StringContent(question, Encoding.UTF8, "application/json"));
}
