using System.Net;
using System.Text.Json.Nodes;
using Atomic.Core.Embeddings;
using Atomic.Core.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Configuration;
using Atomic.Providers.Embedders;
using Atomic.Providers.Resilience;
using Atomic.Providers.Tests.Fixtures;
using Atomic.Providers.Tests.Specialists;
using Microsoft.Extensions.Time.Testing;

namespace Atomic.Providers.Tests.Embedders;

/// <summary>A configured bidder as the embedder: what is sent, what is made of the answer, and what a dead or slow endpoint costs.</summary>
public sealed class InputEmbedderTests
{
    private const string Answer = """{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.5,-0.25,0.125]}],"model":"small-7b-2024","usage":{"prompt_tokens":6,"total_tokens":6}}""";

    private readonly FakeTimeProvider _time = new();
    private readonly ListLogger<InputEmbedder> _log = new();

    [Theory]
    [InlineData("open-ai-compatible", "http://gpu-1:8000/v1", null, "http://gpu-1:8000/v1/embeddings")]
    [InlineData("open-ai-compatible", "http://localhost:11434/v1", null, "http://localhost:11434/v1/embeddings")]
    [InlineData("azure-open-ai", "https://contoso.openai.azure.com", null, "https://contoso.openai.azure.com/openai/v1/embeddings")]
    [InlineData("azure-open-ai", "https://contoso.openai.azure.com", "2024-10-21", "https://contoso.openai.azure.com/openai/deployments/small-7b/embeddings?api-version=2024-10-21")]
    public async Task EmbedAsync_Text_SendsExactlyThisRequest(string kind, string baseUrl, string? version, string url)
    {
        var transport = new RecordedTransport().Then(HttpStatusCode.OK, Answer);
        using var market = Market(transport, options => (options.Kind, options.BaseUrl, options.ApiVersion) = (kind, baseUrl, version));

        var reply = await Embedder(market).EmbedAsync(Call("Where is \"my\" <parcel>? 👍"), default);

        var sent = transport.Sent.ShouldHaveSingleItem();
        (sent.Method, sent.Url, sent.Headers["Idempotency-Key"]).ShouldBe(("POST", url, "mt-1/embedding"));
        JsonNode.DeepEquals(sent.Json, JsonNode.Parse("""{"model":"small-7b","input":"Where is \"my\" <parcel>? 👍"}""")).ShouldBeTrue(sent.Body);
        reply.Vector.ShouldBe(VectorProjection.Of("small-7b", [0.5f, -0.25f, 0.125f]));
        (reply.Detail, reply.WasSent, reply.MayBeBilled, reply.InputTokens).ShouldBe((null, true, true, 6));
    }

    [Fact]
    public async Task EmbedAsync_Base64_IsTheSameVector()
    {
        var base64 = Convert.ToBase64String([.. new[] { 0.5f, -0.25f, 0.125f }.SelectMany(BitConverter.GetBytes)]);
        using var market = Market(new RecordedTransport().Then(HttpStatusCode.OK, Answer.Replace("[0.5,-0.25,0.125]", $"\"{base64}\"", StringComparison.Ordinal)));

        (await Embedder(market).EmbedAsync(Call(), default)).Vector.ShouldBe(VectorProjection.Of("small-7b", [0.5f, -0.25f, 0.125f]));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, """{"data":[{"index":0,"embedding":[0,0,0]}]}""", true, "The endpoint gave a vector of no direction, or one that is too long.")]
    [InlineData(HttpStatusCode.OK, """{"data":[{"index":0,"embedding":[1e300]}]}""", true, "The endpoint gave a vector of no direction, or one that is too long.")]
    [InlineData(HttpStatusCode.OK, """{"data":[]}""", true, "gave 0 embeddings for 1 texts.")]
    [InlineData(HttpStatusCode.OK, "<html>", true, "sent an answer that is no list of embeddings")]
    [InlineData(HttpStatusCode.InternalServerError, "canary", false, "failed by itself (HTTP 500)")]
    [InlineData(HttpStatusCode.Unauthorized, "sk-very-secret-0123456789", false, "refused the credential (HTTP 401)")]
    public async Task EmbedAsync_NothingUsable_SaysWhyAndWhetherItMayBeBilled(HttpStatusCode status, string body, bool billed, string detail)
    {
        using var market = Market(new RecordedTransport().Then(status, body));

        var reply = await Embedder(market).EmbedAsync(Call(), default);

        (reply.Vector, reply.WasSent, reply.MayBeBilled).ShouldBe((null, true, billed));
        reply.Detail!.ShouldContain(detail);
        reply.Detail!.ShouldNotContain("canary");
        reply.Detail!.ShouldNotContain("secret");
    }

    [Fact]
    public async Task EmbedAsync_EndpointHangs_RestsAfterSomeTimeLimitsAndIsProbedByOne()
    {
        var source = new ScriptedSource { OnEmbed = static _ => Task.FromResult(new EmbedderReply { Detail = "It hangs.", WasSent = true, MayBeBilled = true, LatencySeconds = 0.5 }) };
        var embedder = Embedder(source);

        for (var i = 0; i < 100; i++) await embedder.EmbedAsync(Call(), default);
        source.Calls.ShouldBe(EndpointAvailability.FailuresBeforeRest, "the other ninety-five wait for nothing");
        var resting = await embedder.EmbedAsync(Call(), default);
        (resting.WasSent, resting.MayBeBilled, resting.LatencySeconds).ShouldBe((false, false, 0));
        resting.Detail!.ShouldStartWith("'embed' gave nothing several times in a row and rests until 2000-01-01T00:00:01.000Z.");
        _log.Messages.ShouldHaveSingleItem().ShouldContain("embed gave nothing several times in a row");

        _time.Advance(EndpointAvailability.FirstRest);
        source.OnEmbed = static _ => Task.FromResult(new EmbedderReply { Vector = VectorProjection.Of("m", [1]), WasSent = true, LatencySeconds = 0 });
        (await embedder.EmbedAsync(Call(), default)).Vector.ShouldNotBeNull("it is probed");
        (await embedder.EmbedAsync(Call(), default)).Vector.ShouldNotBeNull("and is back");
    }

    [Fact]
    public async Task EmbedAsync_TooSlowForTightDeadlines_StaysThereForOthers()
    {
        var source = new ScriptedSource { OnEmbed = call => Task.FromResult(call.TimeLimit < TimeSpan.FromMilliseconds(100) ? new EmbedderReply { Detail = "It had not answered.", WasSent = true, LatencySeconds = 0.05 } : new EmbedderReply { Vector = VectorProjection.Of("m", [1]), WasSent = true, LatencySeconds = 0.1 }) };
        var embedder = Embedder(source);

        for (var i = 0; i < 50; i++) await embedder.EmbedAsync(Call(seconds: 0.05), default);
        source.Calls.ShouldBe(EndpointAvailability.FailuresBeforeRest);
        (await embedder.EmbedAsync(Call(), default)).Vector.ShouldNotBeNull("it is there");
        (await embedder.EmbedAsync(Call(seconds: 0.05), default)).Detail!.ShouldContain("within what deadlines left it");
    }

    [Fact]
    public async Task EmbedAsync_TimeLimit_EndsTheWait()
    {
        using var market = Market(new RecordedTransport().ThenNothing());
        var reply = await Embedder(market, TimeProvider.System).EmbedAsync(Call(seconds: 0.02), default);

        (reply.Vector, reply.WasSent, reply.MayBeBilled).ShouldBe((null, true, true), "nobody knows what became of it");
        reply.Detail!.ShouldContain("had not answered after 0.02 s");
    }

    [Theory]
    [InlineData(20, 100, 8_000, 20)]
    [InlineData(20_000, 100_000, 8_000, 8_000)]
    [InlineData(20_000, 100, 8_000, 499)]
    public void Cut_LongText_IsItsBeginningWithinCharactersAndTokens(int words, int maxTokens, int maxCharacters, int most)
    {
        var embedder = Embedder(new ScriptedSource { MaxInputTokens = maxTokens }, new InputEmbeddingOptions { MaxCharacters = maxCharacters });
        var text = string.Concat(Enumerable.Repeat("word ", words));

        var cut = embedder.Cut(text);

        text.ShouldStartWith(cut);
        embedder.CountTokens(cut).ShouldBeLessThanOrEqualTo(maxTokens);
        cut.Length.ShouldBeLessThanOrEqualTo(Math.Min(maxCharacters, text.Length));
        if (words > most) cut.Length.ShouldBeGreaterThan(most / 2);
    }

    [Fact]
    public void Cut_AtACharacterOfTwoUnits_LeavesItOut() =>
        Embedder(new ScriptedSource(), new InputEmbeddingOptions { MaxCharacters = 16 }).Cut("123456789012345👍").ShouldBe("123456789012345");

    private static TestMarket Market(HttpMessageHandler transport, Action<EndpointOptions>? endpoint = null) => new(
        transport,
        endpoint: options =>
        {
            options.MaxRetries = 0;
            endpoint?.Invoke(options);
        },
        bidder: static bidder => (bidder.Operation, bidder.Price) = ("embeddings", new PriceOptions { InputUsdPerMTok = 1 }));

    private static EmbedderCall Call(string text = "Where is my parcel?", double seconds = 0.5) => new("mt-1", "mail", text, TimeSpan.FromSeconds(seconds));

    private InputEmbedder Embedder(TestMarket market, TimeProvider? time = null) =>
        new(new BidderEmbeddings(market.Bidder), new InputEmbeddingOptions(), TestMarket.Counter, time ?? _time, _log);

    private InputEmbedder Embedder(ScriptedSource source, InputEmbeddingOptions? options = null) => new(source, options ?? new InputEmbeddingOptions(), TestMarket.Counter, _time, _log);

    private sealed class ScriptedSource : IEmbeddingSource
    {
        public Func<EmbedderCall, Task<EmbedderReply>> OnEmbed { get; set; } = static _ => throw new InvalidOperationException();

        public int MaxInputTokens { get; init; } = 8_192;

        public int Calls { get; private set; }

        public Core.Markets.Bidder Definition => new() { Id = "embed", Model = "m", Source = Core.Markets.BidderSource.OpenAiCompatible, Operation = Operation.Embeddings, Price = Core.Markets.TokenPrice.Free, MaxInputTokens = MaxInputTokens };

        public Task<EmbedderReply> EmbedAsync(EmbedderCall call, CancellationToken cancellationToken)
        {
            Calls++;
            return OnEmbed(call);
        }
    }
}
