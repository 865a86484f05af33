using System.Net;
using System.Text.Json;
using Atomic.Core.WhatIf;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Service;

namespace Atomic.Http.Tests;

public sealed class WhatIfTests : HttpTest
{
    [Fact]
    public async Task Post_Question_ReachesTheServiceAndIsAnswered()
    {
        WhatIf.Answer = query => Told(query, new MeasureReport
        {
            Was = new ConfidenceInterval(0.002, 0.001, 0.003),
            DoublyRobust = new PolicyEstimate(new ConfidenceInterval(0.001, 0.0005, 0.0015), new ConfidenceInterval(-0.001, -0.0012, -0.0008)),
        });

        using var response = await PostAsync(
            "/api/what-if", """{"policy":{"preset":"economy","maxCostUsd":0.01},"kind":"email-routing","since":"2026-11-01","until":"2026-11-23T12:00:00+01:00","top":500}""");

        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        Header(response, "Cache-Control").ShouldBe("no-store");
        var query = WhatIf.Queries.ShouldHaveSingleItem();
        query.Tenant.ShouldBe("default");
        query.Kind.ShouldBe("email-routing");
        query.Since.ShouldBe(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));
        query.Until.ShouldBe(new DateTimeOffset(2026, 11, 23, 11, 0, 0, TimeSpan.Zero));
        query.Top.ShouldBe(500);
        query.Policy.Preset.ShouldBe("economy");
        query.Policy.MaxCostUsd.ShouldBe(0.01);
        var report = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("report");
        report.GetProperty("policy").GetProperty("preset").GetString().ShouldBe("economy");
        report.GetProperty("costUsd").GetRawText().ShouldBe(
            """{"was":{"mean":0.002,"low":0.001,"high":0.003},"doublyRobust":{"would":{"mean":0.001,"low":0.0005,"high":0.0015},"difference":{"mean":-0.001,"low":-0.0012,"high":-0.0008}}}""");
        report.GetProperty("success").GetRawText().ShouldBe("{}");
        report.GetProperty("verdict").GetProperty("code").GetString().ShouldBe("no-traffic");
        report.GetProperty("verdict").TryGetProperty("isTold", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Post_PolicyAlone_AsksForTheNewestTenThousand()
    {
        using var response = await PostAsync("/api/what-if", """{"policy":"quality","kind":null}""");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var query = WhatIf.Queries.ShouldHaveSingleItem();
        (query.Kind, query.Since, query.Until, query.Top).ShouldBe((null, null, null, 10_000));
    }

    [Theory]
    [InlineData("{", 400, "malformed-json", "")]
    [InlineData("[]", 400, "invalid-field", "must be a JSON object")]
    [InlineData("{}", 400, "invalid-field", "\"policy\" is missing")]
    [InlineData("""{"policy":null}""", 400, "invalid-field", "the name of a preset or an object")]
    [InlineData("""{"policy":"cheap"}""", 400, "invalid-field", "is not the name of a preset")]
    [InlineData("""{"policy":{"objective":"cheapest"}}""", 422, "impossible-policy", "needs a minimum quality")]
    [InlineData("""{"policy":"economy","sinse":"2026-01-01"}""", 400, "unknown-field", "since")]
    [InlineData("""{"policy":"economy","since":"yesterday"}""", 400, "invalid-field", "must be a time such as")]
    [InlineData("""{"policy":"economy","since":7}""", 400, "invalid-field", "must be a string")]
    [InlineData("""{"policy":"economy","since":"2026-01-02","until":"2026-01-02"}""", 400, "invalid-field", "must be later than since")]
    [InlineData("""{"policy":"economy","kind":"acme/email"}""", 400, "invalid-field", "must match")]
    [InlineData("""{"policy":"economy","top":0}""", 400, "invalid-field", "from 1 to 50000")]
    [InlineData("""{"policy":"economy","top":50001}""", 400, "invalid-field", "from 1 to 50000")]
    public async Task Post_WhatCannotBeRead_IsRefusedWithWhatToDo(string body, int status, string code, string says)
    {
        using var response = await PostAsync("/api/what-if", body);

        (await ProblemAsync(response, status, code)).GetProperty("detail").GetString()!.ShouldContain(says);
        WhatIf.Queries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_WhileAnotherIsWorkedOn_IsPutOff()
    {
        WhatIf.Answer = static _ => new Problem("overloaded", "Another what-if is being worked on.");

        using var response = await PostAsync("/api/what-if", """{"policy":"economy"}""");

        await ProblemAsync(response, 503, "overloaded");
        response.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task Post_WithAKey_NeedsTheScopeReadAndAsksForItsTenant()
    {
        var read = await KeyAsync("acme", AccessScopes.Read);
        var run = await KeyAsync("acme", AccessScopes.Run);

        using var allowed = await SendAsync("POST", "/api/what-if", read, """{"policy":"economy"}""");
        using var forbidden = await SendAsync("POST", "/api/what-if", run, """{"policy":"economy"}""");

        allowed.StatusCode.ShouldBe(HttpStatusCode.OK);
        WhatIf.Queries.ShouldHaveSingleItem().Tenant.ShouldBe("acme");
        await ProblemAsync(forbidden, 403, "forbidden");
    }

    private static Result<Orchestration.WhatIf.WhatIfAnswer> Told(Orchestration.WhatIf.WhatIfQuery query, MeasureReport cost)
    {
        new ScriptedWhatIf().Answer(query).TryGet(out var answer, out _).ShouldBeTrue();
        return answer! with { Report = answer.Report with { CostUsd = cost } };
    }
}
