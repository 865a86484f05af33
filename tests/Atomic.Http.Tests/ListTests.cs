using System.Net;
using Atomic.Core.Microtasks;
using Atomic.Http.Problems;
using Atomic.Orchestration.Service;

namespace Atomic.Http.Tests;

public sealed class ListTests : HttpTest
{
    [Fact]
    public async Task Get_NoQuery_ListsWithDefaults()
    {
        using var posted = await PostAsync("/api/microtasks", Samples.Request);

        using var response = await GetAsync("/api/microtasks");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var item = Samples.AnswerJson(ScriptedService.FirstId)[..^1];
        (await response.Content.ReadAsStringAsync()).ShouldBe(
            $$"""{"items":[{{item}},"submittedAt":"2026-01-02T03:04:05+00:00","endedAt":"2026-01-02T03:04:06+00:00"}],"continuation":null}""");
        Header(response, "Cache-Control").ShouldBe("no-store");
        Service.Queries.ShouldBe([new MicrotaskQuery()]);
    }

    [Fact]
    public async Task Get_AllParameters_AreHandedOn()
    {
        Service.List = static _ => new MicrotaskPage([], "next/1");

        using var response = await GetAsync("/api/microtasks?kind=email-routing&status=no-award&since=2026-01-02T05:04:05%2B02:00&top=7&continuation=a%2Fb");

        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"items":[],"continuation":"next/1"}""");
        Service.Queries.ShouldBe(
        [
            new MicrotaskQuery { Kind = "email-routing", Status = MicrotaskStatus.NoAward, Since = Samples.Time, Top = 7, Continuation = "a/b" },
        ]);
    }

    [Theory]
    [InlineData("2026-01-02", "2026-01-02T00:00:00+00:00")]
    [InlineData("2026-01-02T03:04:05", "2026-01-02T03:04:05+00:00")]
    [InlineData("2026-01-02T03:04:05.123Z", "2026-01-02T03:04:05.123+00:00")]
    public async Task Get_Since_IsUtcUnlessItSaysOtherwise(string since, string expected)
    {
        using var response = await GetAsync($"/api/microtasks?since={since}");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        Service.Queries[0].Since.ShouldBe(DateTimeOffset.Parse(expected));
    }

    [Theory]
    [InlineData("kind=Email")]
    [InlineData("kind=")]
    [InlineData("kind=a&kind=b")]
    [InlineData("status=done")]
    [InlineData("status=Running")]
    [InlineData("status=0")]
    [InlineData("since=yesterday")]
    [InlineData("since=2026-13-01")]
    [InlineData("since=2026-01-02T05:04:05+02:00")]
    [InlineData("top=0")]
    [InlineData("top=1001")]
    [InlineData("top=-1")]
    [InlineData("top=1.5")]
    [InlineData("top=99999999999")]
    [InlineData("continuation=")]
    public async Task Get_InvalidParameter_Is400(string query)
    {
        using var response = await GetAsync($"/api/microtasks?{query}");

        await ProblemAsync(response, 400, HttpErrorCodes.InvalidParameter);
        Service.Queries.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("limit=5", null)]
    [InlineData("Status=running", "status")]
    [InlineData("statuss=running", "status")]
    [InlineData("a%00b=1", null)]
    [InlineData("%ff=1", null)]
    [InlineData("=1", null)]
    public async Task Get_UnknownParameter_Is400(string query, string? suggestion)
    {
        using var response = await GetAsync($"/api/microtasks?{query}");

        var problem = await ProblemAsync(response, 400, HttpErrorCodes.UnknownParameter);
        if (suggestion is not null) problem.GetProperty("detail").GetString().ShouldNotBeNull().ShouldEndWith($"did you mean \"{suggestion}\"?");
        Service.Queries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Get_ServiceRefuses_IsItsProblem()
    {
        Service.List = static _ => new Problem("invalid-field", "That continuation is of another list.");

        using var response = await GetAsync("/api/microtasks?continuation=x");

        await ProblemAsync(response, 400, "invalid-field");
    }
}
