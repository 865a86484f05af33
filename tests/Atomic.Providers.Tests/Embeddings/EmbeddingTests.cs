using System.Net;
using System.Text.Json.Nodes;
using Atomic.Core.Decisions;
using Atomic.Core.Microtasks;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Configuration;
using Atomic.Providers.Marketplaces;
using Atomic.Providers.Tests.Fixtures;
using Atomic.Replay.Recordings;
using Atomic.Replay.Server;

namespace Atomic.Providers.Tests.Embeddings;

public sealed class EmbeddingTests
{
    private const string Subject = "Model 'small-7b' at endpoint 'gpu' ";

    [Theory]
    [InlineData("open-ai-compatible", "http://gpu-1:8000/v1", null, "http://gpu-1:8000/v1/embeddings")]
    [InlineData("azure-open-ai", "https://contoso.openai.azure.com", null, "https://contoso.openai.azure.com/openai/v1/embeddings")]
    [InlineData("azure-open-ai", "https://contoso.openai.azure.com", "2024-10-21", "https://contoso.openai.azure.com/openai/deployments/small-7b/embeddings?api-version=2024-10-21")]
    public async Task ExecuteAsync_Texts_SendsExactlyThisRequest(string kind, string baseUrl, string? version, string url)
    {
        var transport = new RecordedTransport().Then(HttpStatusCode.OK, Body(Item(0, "[1]"), Item(1, "[2]")));
        using var market = Market(transport, options => (options.Kind, options.BaseUrl, options.ApiVersion) = (kind, baseUrl, version));

        await market.ExecuteAsync(Call("""["a \u0041","b"]""", """{"dimensions":1,"encoding_format":"float","user":"u","model":"other","input":"other"}"""));

        var sent = transport.Sent.ShouldHaveSingleItem();
        sent.Url.ShouldBe(url);
        sent.Headers["Idempotency-Key"].ShouldBe("mt-1:0");
        JsonNode.DeepEquals(sent.Json, JsonNode.Parse("""{"model":"small-7b","input":["a A","b"],"dimensions":1,"encoding_format":"float","user":"u"}""")).ShouldBeTrue(sent.Body);
    }

    [Fact]
    public async Task ExecuteAsync_Vectors_AreGivenInTheOrderOfTheTexts()
    {
        using var market = Market(new RecordedTransport().Then(HttpStatusCode.OK, Body(Item(1, "[0.50,-1]"), Item(0, "[1e-3,2]"))));

        var reply = await market.ExecuteAsync(Call("""["a","b"]"""));

        (reply.Outcome, reply.Text, reply.InputTokens, reply.OutputTokens, reply.ServedModel).ShouldBe((AttemptOutcome.Succeeded, null, 7, 0, "small-7b-2024"));
        reply.Output!.Value.GetRawText().ShouldBe("""{"data":[{"index":0,"embedding":[1e-3,2]},{"index":1,"embedding":[0.50,-1]}]}""");
    }

    [Fact]
    public async Task ExecuteAsync_Base64_IsKeptAsItCame()
    {
        using var market = Market(new RecordedTransport().Then(HttpStatusCode.OK, Body(Item(0, "\"AACAPw==\""))));

        var reply = await market.ExecuteAsync(Call("\"a\"", """{"encoding_format":"base64"}"""));

        reply.Output!.Value.GetRawText().ShouldBe("""{"data":[{"index":0,"embedding":"AACAPw=="}]}""");
    }

    [Theory]
    [InlineData("""{"index":0,"embedding":[1]}""", "gave 1 embeddings for 2 texts.")]
    [InlineData("""{"index":0,"embedding":[1]},{"index":1,"embedding":[1]},{"index":2,"embedding":[1]}""", "gave 3 embeddings for 2 texts.")]
    [InlineData("""{"index":0,"embedding":[1]},{"index":0,"embedding":[2]}""", "gave an embedding for a text that was not sent, or two for one.")]
    [InlineData("""{"index":0,"embedding":[1]},{"index":7,"embedding":[2]}""", "gave an embedding for a text that was not sent, or two for one.")]
    [InlineData("""{"index":0,"embedding":[1]},{"index":1}""", "gave an embedding that is no vector.")]
    [InlineData("""{"index":0,"embedding":[1]},{"index":1,"embedding":["1"]}""", "gave an embedding that is no vector.")]
    [InlineData("""{"index":0,"embedding":[1]},{"index":1,"embedding":[]}""", "gave an embedding that is no vector.")]
    [InlineData("""{"index":0,"embedding":[1]},{"index":1,"embedding":"no base 64"}""", "gave an embedding that is no vector.")]
    [InlineData("""{"index":0,"embedding":[1]},{"index":1,"embedding":[1,2]}""", "gave embeddings of different lengths.")]
    [InlineData("""1,2""", "gave an embedding that is no vector.")]
    public async Task ExecuteAsync_WrongVectors_AreMalformed(string items, string detail)
    {
        using var market = Market(new RecordedTransport().Then(HttpStatusCode.OK, Body(items)));

        var reply = await market.ExecuteAsync(Call("""["a","b"]"""));

        (reply.Outcome, reply.Detail, reply.Output).ShouldBe((AttemptOutcome.MalformedResponse, Subject + detail, null));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("<html>")]
    [InlineData("")]
    [InlineData("""{"data":7}""")]
    public async Task ExecuteAsync_NoEmbeddings_PointsAtTheUrl(string body)
    {
        using var market = Market(new RecordedTransport().Then(HttpStatusCode.OK, body));

        (await market.ExecuteAsync(Call("\"a\""))).Detail.ShouldBe(Subject + "sent an answer that is no list of embeddings; check Atomic:Market:Endpoints:gpu:BaseUrl.");
    }

    [Fact]
    public async Task BidAsync_Texts_CostTheirInputAndNothingElse()
    {
        using var market = Market(new RecordedTransport());

        var bid = (await market.BidAsync(TestMarket.Invitation(1_000, Payload("\"a\"", null)))).Bid!;

        market.Bidder.Definition.Operation.ShouldBe(Operation.Embeddings);
        (bid.CostUsd.Low, bid.CostUsd.Expected, bid.CostUsd.High, bid.Evidence.ExpectedOutputTokens).ShouldBe((0.001, 0.001, 0.001, 0));
    }

    [Theory]
    [InlineData("\"Where is my parcel?\"", 5)]
    [InlineData("""["Where is my parcel?","Where is my parcel?"]""", 10)]
    [InlineData("[1,2,3]", 3)]
    [InlineData("[[1,2,3],[4]]", 4)]
    public void CountInputTokens_Embeddings_AreThoseOfTheTexts(string input, int tokens) =>
        new Marketplace([], TestMarket.Counter).CountInputTokens(Payload(input, null)).ShouldBe(tokens);

    [Fact]
    public async Task ExecuteAsync_AgainstTheReplayServer_GivesUnitVectors()
    {
        var recorded = new RecordedMarket { Name = "one", Models = new Dictionary<string, RecordedModel> { ["small-7b"] = new() } };
        await using var server = await ReplayServer.StartAsync(new ReplayServerOptions { Recording = new Recording(recorded, []) }, TestContext.Current.CancellationToken);
        using var market = Market(null, options => options.BaseUrl = server.BaseUrl + "v1");

        var reply = await market.ExecuteAsync(Call("""["Where is my parcel?","x"]""", """{"dimensions":16}"""));

        reply.Outcome.ShouldBe(AttemptOutcome.Succeeded, reply.Detail);
        var vectors = JsonNode.Parse(reply.Output!.Value.GetRawText())!["data"]!.AsArray().Select(static item => item!["embedding"]!.AsArray()).ToList();
        vectors.Count.ShouldBe(2);
        vectors[0].Sum(static part => Math.Pow((double)part!, 2)).ShouldBe(1, 1e-5);
    }

    private static string Item(int index, string vector) => $$"""{"object":"embedding","index":{{index}},"embedding":{{vector}} }""";

    private static string Body(params string[] items) =>
        $$"""{"object":"list","model":"small-7b-2024","data":[{{string.Join(',', items)}}],"usage":{"prompt_tokens":7,"total_tokens":7} }""";

    private static MicrotaskPayload Payload(string input, string? parameters) => new(null, TestMarket.Json(input), null)
    {
        Operation = Operation.Embeddings, Parameters = parameters is null ? null : TestMarket.Json(parameters),
    };

    private static ModelCall Call(string input, string? parameters = null) => TestMarket.Call(Payload(input, parameters));

    private static TestMarket Market(HttpMessageHandler? transport, Action<EndpointOptions>? endpoint = null) => new(transport, endpoint: endpoint, bidder: static options =>
    {
        options.Operation = "embeddings";
        options.Price = new PriceOptions { InputUsdPerMTok = 1 };
    });
}
