using System.Text.Json;
using Atomic.Acceptance.Tests.Hosting;
using Atomic.Acceptance.Tests.Markets;

namespace Atomic.Acceptance.Tests.Access;

/// <summary>Keys and tenants on a real server, from its first key on.</summary>
[Collection(ProcessCollection.Name)]
public sealed class TenantTests
{
    private const string Kind = "shared";

    [Fact]
    public async Task Keys_FromTheFirstOn_KeepStrangersOutAndTenantsApart()
    {
        AcceptanceHost.SkipUnlessLocal();
        await using var market = await TestMarket.StartAsync([Stall.Pair(Kind)]);
        await using var server = new AtomicServerProcess(market.Configuration());
        await server.StartAsync();
        using var anybody = new HouseClient(server.BaseUrl);
        var before = (await anybody.SubmitAsync(Request.Of(Kind, TestRecording.Question(1)))).ShouldHaveEnded("succeeded");

        var admin = (await CreateAsync(anybody, "house", "admin"))["key"];
        (await anybody.SubmitAsync(Request.Of(Kind, TestRecording.Question(1)))).ShouldBeProblem(401, "unauthenticated");
        using var operating = new HouseClient(server.BaseUrl, admin);
        using var alpha = new HouseClient(server.BaseUrl, (await CreateAsync(operating, "alpha", "run", "read"))["key"]);
        var betaKey = await CreateAsync(operating, "beta", "run", "read", "admin");
        using var beta = new HouseClient(server.BaseUrl, betaKey["key"]);

        var alphas = (await alpha.SubmitAsync(Request.Of(Kind, TestRecording.Question(2)), key: "order-1")).ShouldHaveEnded("succeeded");
        var betas = (await beta.SubmitAsync(Request.Of(Kind, TestRecording.Question(3)), key: "order-1")).ShouldHaveEnded("succeeded");

        betas["id"].ShouldNotBe(alphas["id"], "idempotency keys of tenants do not meet");
        (await IdsAsync(alpha)).ShouldBe([alphas["id"]]);
        (await IdsAsync(beta)).ShouldBe([betas["id"]]);
        (await alpha.ExplainAsync(alphas["id"])).ShouldBe(200);
        await ShouldBeHiddenAsync(beta, alphas["id"]);
        await ShouldBeHiddenAsync(beta, before["id"]);
        (await alpha.FindAsync(alphas["id"])).ShouldHaveEnded("succeeded");
        (await operating.FindAsync(alphas["id"])).ShouldBeProblem(403, "forbidden");
        (await alpha.GetAsync("api/keys")).ShouldBeProblem(403, "forbidden");

        (await operating.SendAsync(HttpMethod.Delete, $"api/keys/{betaKey["id"]}", null)).ShouldBe(200);
        (await beta.FindAsync(betas["id"])).ShouldBeProblem(401, "unauthenticated");

        // What was acknowledged outlives the process: the keys, and that one of them was taken back.
        await server.KillAsync();
        await server.StartAsync();
        (await alpha.FindAsync(alphas["id"])).ShouldHaveEnded("succeeded");
        (await beta.FindAsync(betas["id"])).ShouldBeProblem(401, "unauthenticated");
        (await anybody.GetAsync("api/market")).ShouldBeProblem(401, "unauthenticated");
        server.Output.ShouldNotContain(admin.Split('_')[2]);
    }

    /// <summary>On every route that the server describes, another's id is as good as none.</summary>
    private static async Task ShouldBeHiddenAsync(HouseClient stranger, string id)
    {
        var none = id[..^1] + (id[^1] == '0' ? '1' : '0');
        var paths = (await stranger.GetAsync("openapi.json")).Json.GetProperty("paths");
        var routes = paths.EnumerateObject()
            .Where(static path => path.Name.Contains("{id}", StringComparison.Ordinal))
            .SelectMany(static path => path.Value.EnumerateObject().Select(operation => (Method: new HttpMethod(operation.Name.ToUpperInvariant()), Path: path.Name.TrimStart('/'))))
            .ToList();
        routes.Count.ShouldBeGreaterThanOrEqualTo(5);
        foreach (var (method, path) in routes)
        {
            var others = await stranger.SendAsync(method, path.Replace("{id}", id), Body(method));
            var nobodys = await stranger.SendAsync(method, path.Replace("{id}", none), Body(method));

            others.ShouldBeProblem(404, "not-found").Text.ShouldBe(nobodys.Text.Replace(none, id), $"{method} {path}");
        }
    }

    private static ByteArrayContent? Body(HttpMethod method) => method == HttpMethod.Post ? HouseClient.Json("""{"score":1}""") : null;

    private static async Task<HouseAnswer> CreateAsync(HouseClient house, string tenant, params string[] scopes) =>
        (await house.SendAsync(HttpMethod.Post, "api/keys", HouseClient.Json($$"""{"tenant":"{{tenant}}","scopes":{{JsonSerializer.Serialize(scopes)}}}"""))).ShouldBe(201);

    private static async Task<IReadOnlyList<string>> IdsAsync(HouseClient house) =>
        [.. (await house.GetAsync("api/microtasks")).ShouldBe(200).Json.GetProperty("items").EnumerateArray().Select(static item => item.GetProperty("id").GetString()!)];
}
