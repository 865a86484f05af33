using System.Net;
using System.Text.Json;

namespace Atomic.Http.Tests;

public sealed class DocumentTests : HttpTest
{
    [Theory]
    [InlineData("/openapi.json", "application/json; charset=utf-8")]
    [InlineData("/schemas/explanation.v1.json", "application/schema+json; charset=utf-8")]
    [InlineData("/", "text/html; charset=utf-8")]
    public async Task Get_Document_IsServedOncePerVersion(string path, string contentType)
    {
        using var first = await GetAsync(path);
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        Header(first, "Content-Type").ShouldBe(contentType);
        Header(first, "Cache-Control").ShouldBe("no-cache");
        var tag = Header(first, "ETag").ShouldNotBeNull();
        (await first.Content.ReadAsStringAsync()).Length.ShouldBeGreaterThan(100);

        foreach (var known in new[] { tag, $"\"other\", W/{tag}", "*" })
        {
            using var again = await GetAsync(path, ("If-None-Match", known));
            again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
            Header(again, "ETag").ShouldBe(tag);
            (await again.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        }

        using var other = await GetAsync(path, ("If-None-Match", "\"other\""));
        other.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task GetSchema_Always_IsJsonSchema()
    {
        using var response = await GetAsync("/schemas/explanation.v1.json");

        using var schema = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        schema.RootElement.GetProperty("$schema").GetString().ShouldBe("https://json-schema.org/draft/2020-12/schema");
    }

    [Fact]
    public async Task GetStart_Always_CannotLoadOrRunAnything()
    {
        using var response = await GetAsync("/");

        var policy = Header(response, "Content-Security-Policy").ShouldNotBeNull();
        policy.ShouldStartWith("default-src 'none'; style-src 'unsafe-inline'");
        Header(response, "X-Content-Type-Options").ShouldBe("nosniff");
        var page = await response.Content.ReadAsStringAsync();
        page.ShouldContain("openapi.json");
        page.ShouldNotContain("<script");
    }
}
