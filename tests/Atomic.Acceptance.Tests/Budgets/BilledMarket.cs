using System.Text.Json.Nodes;
using Atomic.Replay.Behaviours;
using Atomic.Replay.Recordings;
using Atomic.Replay.Server;

namespace Atomic.Acceptance.Tests.Budgets;

/// <summary>A model that bills as much as it may for every answer, and, where asked for, one that costs nothing.</summary>
internal sealed class BilledMarket : IAsyncDisposable
{
    /// <summary>The kind of both.</summary>
    public const string Kind = "billed";

    /// <summary>The model that bills.</summary>
    public const string Paid = "paid";

    /// <summary>The model that costs nothing.</summary>
    public const string Free = "free";

    /// <summary>The bill of an answer, and the most that one can cost, in USD.</summary>
    public const double AnswerUsd = 0.01;

    private const int MostTokens = 100;

    private readonly ReplayServer _replay;

    private BilledMarket(ReplayServer replay) => _replay = replay;

    /// <summary>Starts the models.</summary>
    /// <param name="latencyMs">How long an answer takes.</param>
    public static async Task<BilledMarket> StartAsync(double latencyMs = 0)
    {
        var behaviours = new ReplayBehaviours();
        behaviours.Set(Paid, new ReplayBehaviour { LatencyMsP50 = latencyMs });
        var recording = new Recording(
            new RecordedMarket { Name = "billed", Models = new Dictionary<string, RecordedModel> { [Paid] = new(), [Free] = new() } }, []);
        return new BilledMarket(await ReplayServer.StartAsync(new ReplayServerOptions
        {
            Recording = recording,
            FallbackAnswer = new RecordedAnswer("Noted.", null, 1, MostTokens),
            Behaviours = behaviours,
        }));
    }

    /// <summary>How many answers the model was asked for.</summary>
    /// <param name="model">The model.</param>
    public int RequestsTo(string model) => _replay.Requests.Count(request => request.Model == model);

    /// <summary>The configuration of a server of this market.</summary>
    /// <param name="withFree">Whether the model that costs nothing is in it.</param>
    /// <param name="budgets">The budgets.</param>
    public JsonObject Configuration(bool withFree, params JsonNode[] budgets) => new()
    {
        ["Atomic"] = new JsonObject
        {
            ["Market"] = new JsonObject
            {
                ["Endpoints"] = new JsonObject
                {
                    ["all"] = new JsonObject { ["BaseUrl"] = new Uri(_replay.BaseUrl, "v1").ToString(), ["MaxRetries"] = 0 },
                },
                ["Bidders"] = withFree ? new JsonArray(Bidder(Paid, AnswerUsd, 0.99), Bidder(Free, 0, 0.5)) : new JsonArray(Bidder(Paid, AnswerUsd, 0.99)),
            },
            ["Budgets"] = new JsonArray(budgets),
        },
    };

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _replay.DisposeAsync();

    // Its prompt is free: so the most that it can cost is to the cent what it bills.
    private static JsonObject Bidder(string id, double answerUsd, double quality) => new()
    {
        ["Id"] = id,
        ["Endpoint"] = "all",
        ["Model"] = id,
        ["Kinds"] = new JsonArray(Kind),
        ["MaxOutputTokens"] = MostTokens,
        ["Price"] = new JsonObject { ["InputUsdPerMTok"] = 0, ["OutputUsdPerMTok"] = answerUsd * 1_000_000 / MostTokens },
        ["Prior"] = new JsonObject { ["Quality"] = quality, ["LatencySeconds"] = 0.1, ["OutputTokens"] = 50 },
    };
}
