using Atomic.Core.Bids;
using Atomic.Core.Errors;
using Atomic.Core.Markets;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Marketplaces;
using Atomic.Providers.Tests.Fixtures;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Atomic.Providers.Tests.Marketplaces;

public sealed class MarketplaceTests
{
    [Fact]
    public void Market_OfSeveralBidders_HasThemInOrderAndFindsThem()
    {
        var marketplace = new Marketplace([new OtherBidder("b"), new OtherBidder("a")], TestMarket.Counter);

        marketplace.Market.Bidders.Select(static bidder => bidder.Id).ShouldBe(["a", "b"]);
        marketplace.Find("b")!.Definition.Id.ShouldBe("b");
        marketplace.Find("c").ShouldBeNull();
    }

    [Fact]
    public void Constructor_TwoBiddersOfOneId_IsRefused()
    {
        var exception = Should.Throw<AtomicException>(static () => new Marketplace([new OtherBidder("a"), new OtherBidder("a")], TestMarket.Counter));

        exception.Code.ShouldBe(ErrorCodes.InvalidMarket);
    }

    [Theory]
    [InlineData("\"hello world\"", null, null, 3 + 4 + 2)]
    [InlineData("\"hello world\"", "hello world", null, 3 + 4 + 2 + 4 + 2)]
    [InlineData("""[{"role":"user","content":"hello world"},{"role":"assistant","content":"hello"}]""", null, null, 3 + 4 + 2 + 4 + 1)]
    public void CountInputTokens_Payload_CountsTextAndMessages(string input, string? instructions, string? schema, int tokens) =>
        Count(TestMarket.Payload(input, instructions, schema)).ShouldBe(tokens);

    [Fact]
    public void CountInputTokens_Schema_Counts() =>
        Count(TestMarket.Payload("\"x\"", null, """{"type":"object"}""")).ShouldBeGreaterThan(Count(TestMarket.Payload("\"x\"", null)) + 10);

    [Fact]
    public async Task AddAtomicProviders_Configured_ComposesModelsAndOtherBidders()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Atomic:Market:Endpoints:gpu:BaseUrl"] = "http://gpu-1:8000/v1",
            ["Atomic:Market:Bidders:0:Id"] = "gpu/small",
            ["Atomic:Market:Bidders:0:Endpoint"] = "gpu",
            ["Atomic:Market:Bidders:0:Model"] = "small-7b",
            ["Atomic:Market:Bidders:0:Price:InputUsdPerMTok"] = "0",
            ["Atomic:Market:Bidders:0:Price:OutputUsdPerMTok"] = "0",
        }).Build();
        await using var services = new ServiceCollection()
            .AddSingleton<IBidder>(new OtherBidder("specialist/routing"))
            .AddAtomicProviders(configuration, static _ => null)
            .BuildServiceProvider();

        var marketplace = services.GetRequiredService<IMarketplace>();

        marketplace.Market.Bidders.Select(static bidder => bidder.Id).ShouldBe(["gpu/small", "specialist/routing"]);
        (await marketplace.Find("gpu/small")!.BidAsync(TestMarket.Invitation(), CancellationToken.None)).Bid.ShouldNotBeNull();
    }

    [Fact]
    public void AddAtomicProviders_WrongConfiguration_RefusesAtOnce()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Atomic:Market:Endpoints:gpu:BaseUrl"] = "gpu" }).Build();

        Should.Throw<AtomicException>(() => new ServiceCollection().AddAtomicProviders(configuration, static _ => null)).Code.ShouldBe(ErrorCodes.InvalidMarket);
    }

    private static int Count(MicrotaskPayload payload) => new Marketplace([], TestMarket.Counter).CountInputTokens(payload);

    private sealed class OtherBidder(string id) : IBidder
    {
        public Bidder Definition { get; } = new() { Id = id, Model = "rules", Source = BidderSource.Specialist, Price = TokenPrice.Free };

        public ValueTask<BidReply> BidAsync(BidInvitation invitation, CancellationToken cancellationToken) =>
            ValueTask.FromResult(BidReply.None(new NoBid(id, NoBidReason.NotLearned, "Nothing learned.")));

        public Task<ModelReply> ExecuteAsync(ModelCall call, CancellationToken cancellationToken) => throw new InvalidOperationException("never asked");
    }
}
