using Atomic.Replay.Recordings;
using Atomic.Replay.Server;
using Microsoft.Extensions.Configuration;

namespace Atomic.Client.Tests.Fixtures;

/// <summary>A model that is served by this process, the configuration of a house whose only bidder it is, and a data folder.</summary>
internal sealed class HouseFixture : IAsyncDisposable
{
    public const string Kind = "email-routing";
    public const string Mail = "I was charged twice.";
    public const string Question = "What is my balance?";

    private readonly ReplayServer _models;

    private HouseFixture(ReplayServer models) => _models = models;

    public string DataFolder { get; } = Directory.CreateTempSubdirectory("atomic-client-").FullName;

    public int Calls => _models.Requests.Count;

    public static async Task<HouseFixture> StartAsync()
    {
        var market = new RecordedMarket { Name = "client", Models = new Dictionary<string, RecordedModel> { ["clerk"] = new() } };
        return new HouseFixture(await ReplayServer.StartAsync(
            new ReplayServerOptions
            {
                Recording = new Recording(market, [Task("mail", Mail, """{"team":"Billing"}"""), Task("question", Question, "It is 12.")]),
                FallbackAnswer = Of("Noted."),
            },
            TestContext.Current.CancellationToken));
    }

    public IConfiguration Configuration() => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Atomic:Market:Endpoints:models:BaseUrl"] = new Uri(_models.BaseUrl, "v1").ToString(),
            ["Atomic:Market:Bidders:0:Id"] = "clerk",
            ["Atomic:Market:Bidders:0:Endpoint"] = "models",
            ["Atomic:Market:Bidders:0:Model"] = "clerk",
            ["Atomic:Market:Bidders:0:Price:InputUsdPerMTok"] = "1",
            ["Atomic:Market:Bidders:0:Price:OutputUsdPerMTok"] = "2",
        })
        .Build();

    public async ValueTask DisposeAsync()
    {
        await _models.DisposeAsync();
        Directory.Delete(DataFolder, recursive: true);
    }

    private static RecordedTask Task(string id, string input, string output) =>
        new() { Id = id, Kind = "any", Input = input, Answers = new Dictionary<string, RecordedAnswer> { ["clerk"] = Of(output) } };

    private static RecordedAnswer Of(string output) => new(output, null, 20, RecordedAnswer.EstimateTokens(output));
}
