using System.Text.Json;
using System.Text.Json.Nodes;
using Atomic.Replay.Behaviours;
using Atomic.Replay.Server;

namespace Atomic.Acceptance.Tests.Markets;

/// <summary>Models that are served from a written recording by this process, and behave as a test wants them to.</summary>
public sealed class TestMarket : IAsyncDisposable
{
    private readonly IReadOnlyList<Stall> _stalls;
    private readonly ReplayServer _replay;
    private readonly ReplayBehaviours _behaviours;

    private TestMarket(IReadOnlyList<Stall> stalls, ReplayServer replay, ReplayBehaviours behaviours) =>
        (_stalls, _replay, _behaviours) = (stalls, replay, behaviours);

    /// <summary>Starts the models.</summary>
    /// <param name="stalls">Which.</param>
    /// <param name="port">Where; 0 takes a free port.</param>
    /// <param name="seed">Of latencies and faults.</param>
    /// <param name="requestLog">The file that takes a line for every request before it is answered.</param>
    public static async Task<TestMarket> StartAsync(IReadOnlyList<Stall> stalls, int port = 0, ulong seed = 1, string? requestLog = null)
    {
        var behaviours = new ReplayBehaviours();
        var replay = await ReplayServer.StartAsync(new ReplayServerOptions
        {
            Recording = TestRecording.Recording,
            Aliases = stalls.SelectMany(static stall => stall.Bidders).ToDictionary(static bidder => bidder.Id, static bidder => bidder.Recorded),
            FallbackAnswer = TestRecording.Anything,
            Behaviours = behaviours,
            Port = port,
            Seed = seed,
            RequestLogPath = requestLog,
        });
        return new TestMarket(stalls, replay, behaviours);
    }

    /// <summary>Lets a model behave otherwise from now on.</summary>
    public void Behave(string model, ReplayBehaviour behaviour) => _behaviours.Set(model, behaviour);

    /// <summary>The requests that a model received, oldest first.</summary>
    public IReadOnlyList<LoggedRequest> RequestsTo(string model) => [.. _replay.Requests.Where(request => request.Model == model)];

    /// <summary>The configuration of a server of this market. One request per attempt: what a retry would hide shall show.</summary>
    /// <param name="sections">More sections of <c>Atomic</c>.</param>
    public JsonObject Configuration(params (string Name, JsonNode Section)[] sections)
    {
        var regions = _stalls.SelectMany(static stall => stall.Bidders).Select(static bidder => bidder.Region).Distinct(StringComparer.Ordinal);
        var atomic = new JsonObject
        {
            ["Market"] = new JsonObject
            {
                ["Endpoints"] = new JsonObject(regions.Select(region => KeyValuePair.Create<string, JsonNode?>(region, Endpoint(region)))),
                ["Bidders"] = new JsonArray([.. _stalls.SelectMany(static stall => stall.Bidders.Select(bidder => Bidder(stall, bidder)))]),
                ["Variants"] = new JsonArray([.. _stalls.SelectMany(static stall => stall.Variants.Select(variant => Variant(stall, variant)))]),
            },
        };
        foreach (var (name, section) in sections)
            atomic[name] = section;
        return new JsonObject { ["Atomic"] = atomic };
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _replay.DisposeAsync();

    private static JsonNode Variant(Stall stall, JsonObject variant)
    {
        var own = variant.DeepClone();
        own["Kinds"] = new JsonArray(stall.Kind);
        return own;
    }

    private JsonObject Endpoint(string region) => new()
    {
        ["BaseUrl"] = new Uri(_replay.BaseUrl, "v1").ToString(),
        ["Region"] = region,
        ["MaxRetries"] = 0,
    };

    private static JsonNode Bidder(Stall stall, StallBidder bidder)
    {
        var node = JsonSerializer.SerializeToNode(new
        {
            bidder.Id,
            Endpoint = bidder.Region,
            Model = bidder.Id,
            Kinds = new[] { stall.Kind },
            MaxOutputTokens = 4096,
            Price = new { InputUsdPerMTok = bidder.UsdPerMTok, OutputUsdPerMTok = bidder.UsdPerMTok },
            Prior = new { Quality = 0.9, bidder.LatencySeconds, OutputTokens = 10 },
        })!;
        if (bidder.Operation is { } operation)
            node["Operation"] = operation;
        return node;
    }
}
