using System.Text.Json;
using System.Text.Json.Nodes;
using Atomic.Acceptance.Tests.Hosting;
using Atomic.Acceptance.Tests.Markets;

namespace Atomic.Acceptance.Tests.OpenAi;

/// <summary>
/// A server on a market with chats, embeddings, a kind whose budget is nearly nothing, and kinds whose first bidder's stream is in the test's hand: one kind
/// for each test, so that what one of them teaches is no other's.
/// </summary>
public sealed class OpenAiServer : IAsyncLifetime
{
    public const string Chat = "chat";
    public const string Broke = "broke";
    public const string Held = "held";
    public const string HeldAward = "held-award";
    public const string HeldBreak = "held-break";
    public const string HeldLeave = "held-leave";
    public const string HeldKill = "held-kill";

    private static readonly string[] HeldKinds = [Held, HeldAward, HeldBreak, HeldLeave, HeldKill];

    private TestMarket? _market;
    private HeldModel? _held;
    private AtomicServerProcess? _server;
    private HouseClient? _house;

    /// <summary>The models that answer from a recording.</summary>
    public TestMarket Market => _market!;

    /// <summary>The model whose streams stop where a test wants.</summary>
    public HeldModel Model => _held!;

    /// <summary>The server's process.</summary>
    public AtomicServerProcess Process => _server!;

    /// <summary>The house's own API.</summary>
    public HouseClient House => _house!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("ATOMIC_BASE_URL") is not null)
            return;
        _held = await HeldModel.StartAsync();
        _market = await TestMarket.StartAsync(
        [
            Stall.Pair(Chat),
            Stall.Pair(Broke),
            new Stall("embeddings", new StallBidder("vectors", 1, Operation: "embeddings"), new StallBidder("others", 1, Operation: "embeddings")),
            new Stall(Held, new StallBidder(Stall.Second(Held), 10)),
        ]);
        _server = new AtomicServerProcess(Configuration(_market, _held));
        await _server.StartAsync();
        _house = new HouseClient(_server.BaseUrl);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _house?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        if (_market is not null)
            await _market.DisposeAsync();
        if (_held is not null)
            await _held.DisposeAsync();
    }

    private static JsonObject Configuration(TestMarket market, HeldModel held)
    {
        var configuration = market.Configuration(("Budgets", new JsonArray(new JsonObject { ["Name"] = "nearly-nothing", ["Kind"] = Broke, ["LimitUsd"] = 1e-9 })));
        var section = configuration["Atomic"]![nameof(Market)]!;
        section["Endpoints"]!["held"] = new JsonObject { ["BaseUrl"] = held.BaseUrl.ToString(), ["Region"] = "eu", ["MaxRetries"] = 0 };
        var bidders = section["Bidders"]!.AsArray();
        bidders.Single(static bidder => (string?)bidder!["Id"] == Stall.Second(Held))!["Kinds"] = JsonSerializer.SerializeToNode(HeldKinds);
        bidders.Add(JsonNode.Parse(
            $$$"""{"Id":"{{{Stall.First(Held)}}}","Endpoint":"held","Model":"held","Kinds":{{{JsonSerializer.Serialize(HeldKinds)}}},"Price":{"InputUsdPerMTok":1,"OutputUsdPerMTok":1},"Prior":{"Quality":0.9,"LatencySeconds":0.01,"OutputTokens":10}}"""));
        return configuration;
    }
}
