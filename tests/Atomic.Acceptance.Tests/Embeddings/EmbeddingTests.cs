using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Atomic.Acceptance.Tests.Hosting;
using Atomic.Acceptance.Tests.Markets;
using Atomic.Replay.Behaviours;

namespace Atomic.Acceptance.Tests.Embeddings;

/// <summary>Inputs embedded before the bids by the real server, over HTTP: learned from over a crash, never sent where the policy forbids, gone without where the endpoint is down.</summary>
[Collection(ProcessCollection.Name)]
public sealed class EmbeddingTests
{
    private const string Kind = "mail";
    private const string Bidder = "mail-eu";
    private const string Embedder = "mail-embed";
    private const string OtherEmbedder = "mail-embed-2";
    private const string Canary = "canary-4711 must stay in the us";

    private static readonly Stall Stall = new(
        Kind, new StallBidder(Bidder, 1), new StallBidder("mail-us", 2, "us"),
        new StallBidder(Embedder, 5, Operation: "embeddings"), new StallBidder(OtherEmbedder, 5, Operation: "embeddings"));

    [Fact]
    public async Task Judge_Embedded_IsLearnedOverACrashAndAnewForAnotherModel()
    {
        AcceptanceHost.SkipUnlessLocal();
        await using var market = await TestMarket.StartAsync([Stall]);
        await using var server = new AtomicServerProcess(Configured(market, Embedder));
        await server.StartAsync();
        using var house = new HouseClient(server.BaseUrl);

        var first = await AskAsync(house, 1);
        var embedding = first.Explanation.GetProperty("embedding");
        (embedding.GetProperty("embedded").GetBoolean(), embedding.GetProperty("model").GetString(), embedding.GetProperty("region").GetString()).ShouldBe((true, Embedder, "eu"));
        var cost = embedding.GetProperty("costUsd").GetDouble();
        cost.ShouldBeGreaterThan(0);
        first.Explanation.GetProperty("microtask").GetProperty("costUsd").GetDouble()
            .ShouldBe(cost + first.Explanation.GetProperty("attempts").EnumerateArray().Sum(static attempt => attempt.GetProperty("costUsd").GetDouble()), 1e-12);
        market.RequestsTo(Embedder).ShouldHaveSingleItem().IdempotencyKey.ShouldBe(first.Id + "/embedding");
        LearnedFrom(first.Explanation).ShouldBeNull();

        (await house.JudgeAsync(first.Id, """{"score":1}""")).ShouldBe(200);
        LearnedFrom((await AskAsync(house, 2)).Explanation).ShouldBe(Embedder);

        await server.KillAsync();
        await server.StartAsync();
        LearnedFrom((await AskAsync(house, 3)).Explanation).ShouldBe(Embedder, "what was learned is there after a crash");

        await server.KillAsync();
        server.Configure(Configured(market, OtherEmbedder));
        await server.StartAsync();
        var changed = await AskAsync(house, 4);
        (changed.Explanation.GetProperty("embedding").GetProperty("model").GetString(), LearnedFrom(changed.Explanation)).ShouldBe((OtherEmbedder, null), "another model's vectors tell nothing here");
        (await house.JudgeAsync(changed.Id, """{"score":1}""")).ShouldBe(200);
        LearnedFrom((await AskAsync(house, 5)).Explanation).ShouldBe(OtherEmbedder);

        await server.KillAsync();
        server.Configure(market.Configuration());
        await server.StartAsync();
        (await AskAsync(house, 6)).Explanation.TryGetProperty("embedding", out _).ShouldBeFalse("nobody embeds any more");
        (await house.ExplainAsync(first.Id)).Json.GetProperty("embedding").GetRawText().ShouldBe(embedding.GetRawText(), "the record stands");
    }

    [Fact]
    public async Task Submit_ForbiddenOrDown_GoesOnByWordsAlone()
    {
        AcceptanceHost.SkipUnlessLocal();
        await using var market = await TestMarket.StartAsync([Stall]);
        await using var server = new AtomicServerProcess(Configured(market, Embedder));
        await server.StartAsync();
        using var house = new HouseClient(server.BaseUrl);

        // Where the policy forbids its region, the embedder never sees the input.
        var canary = await EndOfAsync(house, await house.SubmitAsync(Request.Of(Kind, Canary, """{"explore":false,"regions":["us"]}""")));
        market.RequestsTo("mail-us").ShouldHaveSingleItem();
        market.RequestsTo(Embedder).ShouldBeEmpty();
        Missing(canary.Explanation).ShouldBe("It processes data in eu; the policy allows us.");
        canary.Explanation.GetProperty("disclosures").EnumerateArray().ShouldHaveSingleItem().GetProperty("bidderId").GetString().ShouldBe("mail-us");

        // An endpoint that fails, or hangs, costs an answer neither its success nor much of its time.
        market.Behave(Embedder, new ReplayBehaviour { ErrorRate = 1 });
        Missing((await AskAsync(house, 10)).Explanation).ShouldContain("failed by itself (HTTP 500)");
        market.Behave(Embedder, new ReplayBehaviour { HangRate = 1 });
        var hanging = await AskAsync(house, 11);
        Missing(hanging.Explanation).ShouldContain("had not answered after 0.2 s");
        hanging.Explanation.GetProperty("embedding").GetProperty("costIsEstimated").GetBoolean().ShouldBeTrue("nobody knows what became of it");
        var missing = await Eventually.GetAsync(async () => Missing((await AskAsync(house, 12)).Explanation) is var why && why.Contains("rests until", StringComparison.Ordinal) ? why : null, "the embedder rests");
        missing.ShouldContain($"'{Embedder}' gave nothing several times in a row");

        // It is asked again by itself, and is back.
        market.Behave(Embedder, ReplayBehaviour.Flawless);
        await Eventually.GetAsync(async () => (await AskAsync(house, 13)).Explanation.GetProperty("embedding") is var back && back.GetProperty("embedded").GetBoolean() ? "back" : null, "the embedder is back");
        market.RequestsTo(Embedder).ShouldAllBe(static request => request.InputHash != HashOf(Canary));
        server.Output.ShouldNotContain(Canary);
    }

    private static JsonObject Configured(TestMarket market, string embedder)
    {
        var configuration = market.Configuration();
        configuration["Atomic"]!["Market"]!["Embeddings"] = new JsonObject { ["Bidder"] = embedder, ["TimeoutSeconds"] = 0.2 };
        return configuration;
    }

    private static async Task<(string Id, JsonElement Explanation)> AskAsync(HouseClient house, int question) =>
        await EndOfAsync(house, await house.SubmitAsync(Request.Of(Kind, TestRecording.Question(question), """{"explore":false,"regions":["eu"]}""")));

    private static async Task<(string Id, JsonElement Explanation)> EndOfAsync(HouseClient house, HouseAnswer answer)
    {
        var id = answer.ShouldHaveEnded("succeeded")["id"];
        var explanation = (await house.ExplainAtAsync(id, "complete")).Json;
        explanation.GetProperty("facts").EnumerateArray().ShouldAllBe(static fact => fact.GetProperty("holds").GetBoolean());
        return (id, explanation);
    }

    private static string Missing(JsonElement explanation) => explanation.GetProperty("embedding").TryGetProperty("missing", out var missing) ? missing.GetString()! : "";

    // The embedding model whose vectors told something of the bidder that won.
    private static string? LearnedFrom(JsonElement explanation) =>
        explanation.GetProperty("bids").EnumerateArray().Single(static bid => bid.GetProperty("bidderId").GetString() == Bidder).GetProperty("evidence").TryGetProperty("embedding", out var model) ? model.GetString() : null;

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
