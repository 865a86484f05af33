using System.Net;
using System.Text.Json;
using Atomic.Core.Decisions;
using Atomic.Core.Microtasks;
using Atomic.Core.Policies;

namespace Atomic.Http.Tests;

public sealed class ExplanationTests : HttpTest
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static readonly string Path = $"/api/microtasks/{ScriptedService.FirstId}/explanation";

    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/*", "application/json")]
    [InlineData("text/markdown", "text/markdown")]
    [InlineData("text/html", "text/html")]
    [InlineData(Browser, "text/html")]
    [InlineData("text/*", "text/markdown")]
    [InlineData("text/*;q=0.5, text/html;q=0.4, application/json;q=0.1", "text/markdown")]
    [InlineData("application/json;q=0.2, text/markdown;q=0.3, image/png", "text/markdown")]
    [InlineData("*/*;q=0.1, application/json;q=0", "text/markdown")]
    [InlineData("TEXT/HTML; charset=utf-8", "text/html")]
    [InlineData("nonsense;;;", "application/json")]
    public async Task Get_Accept_ChoosesTheForm(string? accept, string mediaType)
    {
        Service.Record = Record;

        using var response = accept is null ? await GetAsync(Path) : await GetAsync(Path, ("Accept", accept));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        Header(response, "Content-Type").ShouldBe($"{mediaType}; charset=utf-8");
        Header(response, "Vary").ShouldBe("Accept");
        Header(response, "Cache-Control").ShouldBe("no-store");
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("application/xml, text/plain")]
    [InlineData("*/*;q=0")]
    public async Task Get_AcceptsNone_Is406(string accept)
    {
        Service.Record = Record;

        using var response = await GetAsync(Path, ("Accept", accept));

        (await ProblemAsync(response, 406, "not-acceptable")).GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("text/markdown");
    }

    [Fact]
    public async Task Get_Json_IsTheExplanation()
    {
        Service.Record = Record;

        using var response = await GetAsync(Path);

        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        document.RootElement.GetProperty("schema").GetString().ShouldBe("atomic.explanation/1");
        document.RootElement.GetProperty("microtask").GetProperty("id").GetString().ShouldBe(ScriptedService.FirstId);
    }

    [Fact]
    public async Task Get_Html_KeepsTheInputFromRunning()
    {
        Service.Record = static id => Record(id)! with { StatusDetail = "<script>alert(1)</script>" };

        using var response = await GetAsync(Path, ("Accept", Browser));

        Header(response, "Content-Security-Policy").ShouldNotBeNull().ShouldStartWith("default-src 'none'; style-src 'sha256-");
        Header(response, "X-Content-Type-Options").ShouldBe("nosniff");
        (await response.Content.ReadAsStringAsync()).ShouldNotContain("<script");
    }

    [Fact]
    public async Task Get_NoSuchMicrotask_Is404()
    {
        using var response = await GetAsync(Path);

        await ProblemAsync(response, 404, "not-found");
    }

    private static DecisionRecord? Record(string id) => new()
    {
        Microtask = new Microtask { Id = id, Kind = "email-routing", Input = JsonSerializer.SerializeToElement("Hello"), Policy = new Policy() },
        SubmittedAt = Samples.Time,
        Status = MicrotaskStatus.NoAward,
        StatusDetail = "No bidder is allowed.",
        EndedAt = Samples.Time.AddSeconds(1),
    };
}
