using System.Net;
using System.Text.Json;
using Atomic.Orchestration.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Atomic.Http.Tests.Keys;

public sealed class ApiKeysEndpointTests : HttpTest
{
    private readonly FakeTimeProvider _time = new(Samples.Time);

    [Fact]
    public async Task Post_Request_ShowsTheKeyOnceAndItIsServed()
    {
        var admin = await KeyAsync("house", AccessScopes.Admin);

        using var response = await SendAsync("POST", "/api/keys", admin, """{"tenant":"support","scopes":["run","read"],"label":"router","expiresInDays":2}""");

        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        Header(response, "Cache-Control").ShouldBe("no-store");
        var made = await JsonAsync(response);
        var key = made.GetProperty("key").GetString()!;
        made.GetProperty("id").GetString().ShouldBe(key.Split('_')[1]);
        made.GetProperty("scopes").EnumerateArray().Select(static item => item.GetString()).ShouldBe(["read", "run"]);
        made.GetProperty("expiresAt").GetDateTimeOffset().ShouldBe(Samples.Time.AddDays(2));
        made.TryGetProperty("notice", out _).ShouldBeFalse("it is not the first");
        (await SendAsync("GET", "/api/microtasks", key)).StatusCode.ShouldBe(HttpStatusCode.OK);
        Service.Queries.ShouldHaveSingleItem().Tenant.ShouldBe("support");

        var listed = await (await SendAsync("GET", "/api/keys", admin)).Content.ReadAsStringAsync();
        listed.ShouldNotContain(key.Split('_')[2]);
        listed.ShouldNotContain((await KeyStore.FindAsync(key.Split('_')[1], CancellationToken.None))!.SecretHash);
    }

    [Theory]
    [InlineData("""[]""", "invalid-field", "")]
    [InlineData("""{""", "malformed-json", null)]
    [InlineData("""{"scopes":["run"]}""", "invalid-field", "/tenant")]
    [InlineData("""{"tenant":"a"}""", "invalid-field", "/scopes")]
    [InlineData("""{"tenant":"A","scopes":["run"]}""", "invalid-field", "/tenant")]
    [InlineData("""{"tenant":null,"scopes":["run"]}""", "invalid-field", "/tenant")]
    [InlineData("""{"tenant":"a","scopes":"run"}""", "invalid-field", "/scopes")]
    [InlineData("""{"tenant":"a","scopes":[]}""", "invalid-field", "/scopes")]
    [InlineData("""{"tenant":"a","scopes":["run","Read"]}""", "invalid-field", "/scopes/1")]
    [InlineData("""{"tenant":"a","scopes":["run"],"scope":["admin"]}""", "unknown-field", "/scope")]
    [InlineData("""{"tenant":"a","scopes":["run"],"label":7}""", "invalid-field", "/label")]
    [InlineData("""{"tenant":"a","scopes":["run"],"label":"a\u0007"}""", "invalid-field", "/label")]
    [InlineData("""{"tenant":"a","scopes":["run"],"expiresInDays":0}""", "invalid-field", "/expiresInDays")]
    [InlineData("""{"tenant":"a","scopes":["run"],"expiresInDays":3651}""", "invalid-field", "/expiresInDays")]
    [InlineData("""{"tenant":"a","scopes":["run"],"expiresAt":"2026-01-02T03:04:05Z"}""", "invalid-field", "/expiresAt")]
    [InlineData("""{"tenant":"a","scopes":["run"],"expiresAt":"tomorrow"}""", "invalid-field", "/expiresAt")]
    [InlineData("""{"tenant":"a","scopes":["run"],"expiresInDays":1,"expiresAt":"2026-02-02"}""", "invalid-field", "/expiresAt")]
    public async Task Post_RequestThatCannotBeUsed_IsRefusedWithItsPlaceAndMakesNoKey(string body, string code, string? pointer)
    {
        using var response = await PostAsync("/api/keys", body);

        var problem = await ProblemAsync(response, 400, code);
        if (pointer is { Length: > 0 }) problem.GetProperty("pointer").GetString().ShouldBe(pointer);
        (await KeyStore.ListAsync(null, CancellationToken.None)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("?tenant=", "invalid-parameter")]
    [InlineData("?tenant=A", "invalid-parameter")]
    [InlineData("?tenant=a&tenant=b", "invalid-parameter")]
    [InlineData("?tenants=a", "unknown-parameter")]
    public async Task Get_ParametersThatAreNone_AreRefused(string query, string code) => await ProblemAsync(await GetAsync($"/api/keys{query}"), 400, code);

    [Fact]
    public async Task Get_OfATenant_ListsItsKeysOnly()
    {
        var admin = await KeyAsync("house", AccessScopes.Admin);
        await KeyAsync("support", AccessScopes.Run);

        var all = await JsonAsync(await SendAsync("GET", "/api/keys", admin));
        var some = await JsonAsync(await SendAsync("GET", "/api/keys?tenant=support", admin));

        all.GetProperty("items").GetArrayLength().ShouldBe(2);
        some.GetProperty("items").EnumerateArray().ShouldHaveSingleItem().GetProperty("tenant").GetString().ShouldBe("support");
    }

    [Fact]
    public async Task Delete_Again_AnswersTheSameAndTheKeyIsRefused()
    {
        var admin = await KeyAsync("house", AccessScopes.Admin);
        var key = await KeyAsync("support", AccessScopes.Read);
        (await SendAsync("GET", "/api/market", key)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var first = await JsonAsync(await SendAsync("DELETE", $"/api/keys/{key.Split('_')[1]}", admin));
        _time.Advance(TimeSpan.FromHours(1));
        var again = await JsonAsync(await SendAsync("DELETE", $"/api/keys/{key.Split('_')[1]}", admin));

        first.GetProperty("revokedAt").GetDateTimeOffset().ShouldBe(Samples.Time);
        again.GetRawText().ShouldBe(first.GetRawText());
        (await SendAsync("GET", "/api/market", key)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("0000000000000000")]
    [InlineData("x")]
    [InlineData("%27%20OR%201=1--")]
    public async Task Delete_NoSuchKey_Is404(string id) => await ProblemAsync(await SendAsync("DELETE", $"/api/keys/{id}", null), 404, "not-found");

    protected override void Configure(IServiceCollection services) => services.AddSingleton<TimeProvider>(_time);

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        using (response) return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }
}
