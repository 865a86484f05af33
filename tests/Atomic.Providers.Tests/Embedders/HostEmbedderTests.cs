using Atomic.Core.Embeddings;
using Atomic.Core.Errors;
using Atomic.Core.Markets;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Specialists;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Atomic.Providers.Tests.Embedders;

/// <summary>The host's own embedding generator: when it is used, and that nothing that it does fails or holds up a microtask.</summary>
public sealed class HostEmbedderTests
{
    private readonly Generator _generator = new();

    [Fact]
    public void Embedder_NothingConfigured_RegisteredGeneratorIsLeftAlone() => Marketplace(host: false, bidder: false).Embedder.ShouldBeNull();

    [Fact]
    public void Embedder_BidderAlone_RegisteredGeneratorIsLeftAlone() => Marketplace(host: false).Embedder!.Definition.Id.ShouldBe("gpu/embed");

    [Fact]
    public void Embedder_HostAndBidder_HostComesFirst()
    {
        var definition = Marketplace().Embedder!.Definition;
        (definition.Id, definition.Model, definition.Region, definition.Price).ShouldBe(("host-embedder", "own", "eu", new TokenPrice(0.5, 0)));
    }

    [Fact]
    public void Embedder_HostIsDescribedAndNotRegistered_BidderStandsInOrTheMarketIsRefused()
    {
        Marketplace(registered: false).Embedder!.Definition.Id.ShouldBe("gpu/embed");
        Should.Throw<AtomicException>(() => Marketplace(registered: false, bidder: false)).Code.ShouldBe(ErrorCodes.InvalidMarket);
    }

    [Fact]
    public void Embedder_NothingWouldBeLearnedFromIt_NobodyIsSentAnInput() => Marketplace(contextual: false).Embedder.ShouldBeNull();

    [Theory]
    [InlineData(7L, 7)]
    [InlineData(null, null)]
    public async Task EmbedAsync_Generator_IsAskedWithTheText(long? told, int? tokens)
    {
        _generator.OnGenerate = (texts, _) =>
        {
            texts.ShouldBe(["Where is my parcel?"]);
            return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>([new Embedding<float>(new float[] { 1, 2 })]) { Usage = told is null ? null : new UsageDetails { InputTokenCount = told } });
        };

        var reply = await EmbedAsync();

        (reply.WasSent, reply.MayBeBilled, reply.InputTokens, reply.Detail).ShouldBe((true, true, tokens, null));
        reply.Vector.ShouldBe(VectorProjection.Of("own", [1f, 2f]));
    }

    [Fact]
    public async Task EmbedAsync_GeneratorThrows_SaysNothingOfWhatItSaid()
    {
        _generator.OnGenerate = static (_, _) => throw new HttpRequestException("secret canary");
        (await EmbedAsync()).Detail.ShouldBe("The host's embedding generator 'host-embedder' failed (HttpRequestException).");
    }

    [Fact]
    public async Task EmbedAsync_GeneratorNeverAnswersAndHearsNothing_IsNotWaitedFor()
    {
        using var never = new ManualResetEventSlim();
        _generator.OnGenerate = (_, _) =>
        {
            never.Wait(CancellationToken.None); // as one that computes in this process would
            return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>());
        };

        var reply = await EmbedAsync(seconds: 0.05);

        never.Set();
        (reply.Vector, reply.Detail).ShouldBe((null, "The host's embedding generator 'host-embedder' had not answered after 0.05 s."));
    }

    [Fact]
    public async Task EmbedAsync_GeneratorGivesNoVector_IsAFailure()
    {
        _generator.OnGenerate = static (_, _) => Task.FromResult(new GeneratedEmbeddings<Embedding<float>>());
        (await EmbedAsync()).Detail.ShouldBe("The host's embedding generator 'host-embedder' gave no vector, or one of no direction.");
    }

    private Task<EmbedderReply> EmbedAsync(double seconds = 10) =>
        Marketplace().Embedder!.EmbedAsync(new EmbedderCall("mt-1", "mail", "Where is my parcel?", TimeSpan.FromSeconds(seconds)), TestContext.Current.CancellationToken);

    private IMarketplace Marketplace(bool host = true, bool bidder = true, bool registered = true, bool contextual = true)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Atomic:Market:Endpoints:gpu:BaseUrl"] = "http://gpu-1:8000/v1",
            ["Atomic:Market:Bidders:0:Id"] = "gpu/embed",
            ["Atomic:Market:Bidders:0:Endpoint"] = "gpu",
            ["Atomic:Market:Bidders:0:Model"] = "embed",
            ["Atomic:Market:Bidders:0:Operation"] = "embeddings",
            ["Atomic:Market:Bidders:0:Price:InputUsdPerMTok"] = "0",
        };
        if (bidder) settings["Atomic:Market:Embeddings:Bidder"] = "gpu/embed";
        if (host)
        {
            settings["Atomic:Market:Embeddings:Host:Model"] = "own";
            settings["Atomic:Market:Embeddings:Host:Region"] = "eu";
            settings["Atomic:Market:Embeddings:Host:Price:InputUsdPerMTok"] = "0.5";
        }

        var services = new ServiceCollection()
            .AddSingleton(new SpecialistOptions { ContextualBids = contextual })
            .AddAtomicProviders(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), static _ => null);
        if (registered) services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(_generator);
        return services.BuildServiceProvider().GetRequiredService<IMarketplace>();
    }

    private sealed class Generator : IEmbeddingGenerator<string, Embedding<float>>
    {
        public Func<IEnumerable<string>, CancellationToken, Task<GeneratedEmbeddings<Embedding<float>>>> OnGenerate { get; set; } = static (_, _) => throw new InvalidOperationException();

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
            OnGenerate(values, cancellationToken);

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
