using Atomic.Client.Microtasks;
using Atomic.Client.Tests.Fixtures;
using Atomic.InProcess;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Atomic.Client.Tests.Houses;

/// <summary>An application that has an embedding generator of its own: the house asks it what inputs mean where the configuration says so, and only there.</summary>
public sealed class HostEmbeddingTests : IAsyncLifetime
{
    private readonly Generator _generator = new();
    private HouseFixture _house = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _house = await HouseFixture.StartAsync();

    public ValueTask DisposeAsync()
    {
        _generator.Dispose();
        return _house.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_RegisteredGenerator_IsAskedWhereItIsDescribed(bool described)
    {
        using var host = await StartAsync(described);
        var atomic = host.Services.GetRequiredService<IAtomicClient>();

        var result = await atomic.RunAsync(Microtask.OnText(HouseFixture.Kind, HouseFixture.Mail), Stop);

        result.Succeeded.ShouldBeTrue();
        _generator.Asked.ShouldBe(described ? [HouseFixture.Mail] : []);
        var explanation = await atomic.ExplainAsync(result.Id, cancellationToken: Stop);
        explanation.Contains("the input was embedded by host-embedder (model bge-small, region local)", StringComparison.Ordinal).ShouldBe(described, explanation);
        await host.StopAsync(Stop);
    }

    private async Task<IHost> StartAsync(bool described)
    {
        var configuration = new ConfigurationBuilder().AddConfiguration(_house.Configuration());
        if (described)
        {
            configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Atomic:Market:Embeddings:Host:Model"] = "bge-small",
                ["Atomic:Market:Embeddings:Host:Region"] = "local",
                ["Atomic:Market:Embeddings:Host:Price:InputUsdPerMTok"] = "0",
                ["Atomic:Market:Embeddings:TimeoutSeconds"] = "30",
            });
        }

        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddAtomicInProcess(configuration.Build(), options => (options.DataFolder, options.Environment) = (_house.DataFolder, static _ => null));
        builder.Services.AddEmbeddingGenerator<string, Embedding<float>>(_generator); // after the house: the order is the application's
        var host = builder.Build();
        await host.StartAsync(Stop);
        return host;
    }

    private sealed class Generator : IEmbeddingGenerator<string, Embedding<float>>
    {
        public List<string> Asked { get; } = [];

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            Asked.AddRange(values);
            return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>([new Embedding<float>(new float[] { 1, 2, 3 })]));
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
