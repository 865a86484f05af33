using Atomic.Replay.Recordings;

namespace Atomic.Benchmarks.Servers;

/// <summary>One replay server with five models that answer at once, and an Atomic server whose market is those five; each its own process.</summary>
internal sealed class BenchmarkMarket : IAsyncDisposable
{
    public const string Kind = "email-routing";

    private static readonly string[] Models = ["sim-one", "sim-two", "sim-three", "sim-four", "sim-five"];

    private readonly string _folder;

    private BenchmarkMarket(string folder, AtomicProcess models, AtomicProcess atomic) => (_folder, ModelServer, Atomic) = (folder, models, atomic);

    public AtomicProcess ModelServer { get; }

    public AtomicProcess Atomic { get; }

    /// <summary>The first model, as a direct caller asks for it.</summary>
    public static string Model => Models[0];

    /// <summary>The i-th input; there are 1,000 different ones.</summary>
    public static string Input(int i) =>
        $"Subject: order {i % 1_000}\n\nHello, my parcel with the blue panniers was due last Tuesday and has not arrived. Could you tell me where it is, please? Order {i % 1_000}.";

    public static async Task<BenchmarkMarket> StartAsync(params IReadOnlyList<string> settings)
    {
        var folder = Directory.CreateTempSubdirectory("atomic-benchmark-").FullName;
        WriteRecording(Path.Combine(folder, "recording"));
        var models = await AtomicProcess.StartAsync(
            ["replay-server", "--recording", Path.Combine(folder, "recording"), "--port", "{port}"], "/healthz");
        var config = Path.Combine(folder, "atomic.json");
        await File.WriteAllTextAsync(config, Config(models.BaseUrl));
        var atomic = await AtomicProcess.StartAsync(
            ["serve", "--config", config, "--data", Path.Combine(folder, "data"), "--urls", "http://127.0.0.1:{port}", .. settings.SelectMany(static setting => new[] { "--set", setting })],
            "/readyz");
        return new BenchmarkMarket(folder, models, atomic);
    }

    public async ValueTask DisposeAsync()
    {
        await Atomic.DisposeAsync();
        await ModelServer.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static void WriteRecording(string folder)
    {
        var answers = Models.ToDictionary(static model => model, static _ => new RecordedAnswer("shipping", true, 40, 2));
        var tasks = Enumerable.Range(0, 1_000)
            .Select(i => new RecordedTask { Id = $"task-{i}", Kind = Kind, Input = Input(i), Label = "shipping", Answers = answers });
        var market = new RecordedMarket { Name = "benchmark", Source = "synthetic", Models = Models.ToDictionary(static model => model, static _ => new RecordedModel { InputUsdPerMTok = 1, OutputUsdPerMTok = 4 }) };
        Directory.CreateDirectory(folder);
        RecordingWriter.Write(new Recording(market, [.. tasks]), folder);
    }

    private static string Config(Uri models) => $$"""
        {
          "Atomic": {
            "Market": {
              "Endpoints": { "replay": { "Kind": "open-ai-compatible", "BaseUrl": "{{new Uri(models, "v1")}}" } },
              "Bidders": [{{string.Join(",", Models.Select(BidderJson))}}],
              "Specialists": { "Enabled": false }
            }
          }
        }
        """;

    private static string BidderJson(string model, int i) => $$"""
        {
          "Id": "{{model}}", "Endpoint": "replay", "Model": "{{model}}",
          "Price": { "InputUsdPerMTok": {{1 + i}}, "OutputUsdPerMTok": {{4 + i}} },
          "Prior": { "Quality": 0.8, "LatencySeconds": 0.01, "OutputTokens": 3 }
        }
        """;
}
