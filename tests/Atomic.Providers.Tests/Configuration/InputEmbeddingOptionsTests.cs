using Atomic.Core.Errors;
using Atomic.Providers.Configuration;
using Microsoft.Extensions.Configuration;

namespace Atomic.Providers.Tests.Configuration;

/// <summary>Who may be configured to embed inputs, and what is said of what is wrong with it.</summary>
public sealed class InputEmbeddingOptionsTests
{
    private static readonly Dictionary<string, string?> Valid = new()
    {
        ["Atomic:Market:Endpoints:gpu:BaseUrl"] = "http://gpu-1:8000/v1",
        ["Atomic:Market:Bidders:0:Id"] = "gpu/small",
        ["Atomic:Market:Bidders:0:Endpoint"] = "gpu",
        ["Atomic:Market:Bidders:0:Model"] = "small-7b",
        ["Atomic:Market:Bidders:0:Price:InputUsdPerMTok"] = "0.15",
        ["Atomic:Market:Bidders:0:Price:OutputUsdPerMTok"] = "0.6",
        ["Atomic:Market:Bidders:1:Id"] = "gpu/embed",
        ["Atomic:Market:Bidders:1:Endpoint"] = "gpu",
        ["Atomic:Market:Bidders:1:Model"] = "embed",
        ["Atomic:Market:Bidders:1:Operation"] = "embeddings",
        ["Atomic:Market:Bidders:1:Price:InputUsdPerMTok"] = "0.02",
        ["Atomic:Market:Embeddings:Bidder"] = "gpu/embed",
    };

    [Fact]
    public void Read_NoSection_NobodyEmbeds() => Read([.. Valid.Where(static pair => !pair.Key.StartsWith("Atomic:Market:Embeddings", StringComparison.Ordinal))]).Embeddings.ShouldBeNull();

    [Fact]
    public void Read_Bidder_IsTakenWithDefaults()
    {
        var embeddings = Read(Valid).Embeddings!;
        (embeddings.Bidder, embeddings.Host, embeddings.TimeoutSeconds, embeddings.MaxCharacters).ShouldBe(("gpu/embed", null, 0.5, 8_000));
    }

    [Theory]
    [InlineData("Bidder", null, "Atomic:Market:Embeddings:Bidder is missing; name the bidder that embeds inputs: gpu/embed.")]
    [InlineData("Bidder", "gpu/small", "Atomic:Market:Embeddings:Bidder 'gpu/small' is no bidder whose Operation is embeddings; name one of: gpu/embed.")]
    [InlineData("Bidder", "nobody", "Atomic:Market:Embeddings:Bidder 'nobody' is no bidder whose Operation is embeddings; name one of: gpu/embed.")]
    [InlineData("TimeoutSeconds", "0", "Atomic:Market:Embeddings:TimeoutSeconds is 0; set it to 0.01 to 30.")]
    [InlineData("MaxCharacters", "15", "Atomic:Market:Embeddings:MaxCharacters is 15; set it to 16 to 100000.")]
    [InlineData("Bider", "x", "Atomic:Market:Embeddings:Bider is not an option: use one of Bidder, Host, TimeoutSeconds, MaxCharacters.")]
    [InlineData("TimeoutSeconds", "soon", "Atomic:Market:Embeddings:TimeoutSeconds has a value of the wrong type; correct it.")]
    [InlineData("Host:Model", "m", "Atomic:Market:Embeddings:Host:Price:InputUsdPerMTok is missing; set the price in USD per million tokens, 0 where it costs nothing.")]
    [InlineData("Host:Price:InputUsdPerMTok", "0", "Atomic:Market:Embeddings:Host:Model must name the model with 1 to 256 characters.")]
    [InlineData("Host:Regio", "eu", "Atomic:Market:Embeddings:Host:Regio is not an option: use one of Id, Model, Region, Tags, Kinds, Price, MaxInputTokens.")]
    [InlineData("Host:Id", "gpu/small", "Atomic:Market:Embeddings:Host:Id 'gpu/small' is the id of a bidder; give it another one.")]
    [InlineData("Host:Price:Input", "0", "Atomic:Market:Embeddings:Host:Price:Input is not an option: use one of InputUsdPerMTok, OutputUsdPerMTok, RequestUsd.")]
    public void Read_SomethingWrong_SaysWhatAndWhere(string key, string? value, string problem)
    {
        var settings = new Dictionary<string, string?>(Valid) { [$"Atomic:Market:Embeddings:{key}"] = value };
        if (key == "Bidder" && value is null) (settings["Atomic:Market:Embeddings:Bidder"], settings["Atomic:Market:Embeddings:MaxCharacters"]) = (null, "100");

        var refused = Should.Throw<AtomicException>(() => Read(settings));

        (refused.Code, refused.Message.Contains(problem, StringComparison.Ordinal)).ShouldBe((ErrorCodes.InvalidMarket, true), refused.Message);
    }

    private static MarketOptions Read(IEnumerable<KeyValuePair<string, string?>> settings) =>
        MarketOptionsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), static _ => null);
}
