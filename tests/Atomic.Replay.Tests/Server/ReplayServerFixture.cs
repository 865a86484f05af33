using System.Net.Http.Headers;
using System.Text;
using Atomic.Replay.Behaviours;
using Atomic.Replay.Recordings;
using Atomic.Replay.Server;

namespace Atomic.Replay.Tests.Server;

/// <summary>A started server on a small recording, and a client to it.</summary>
internal sealed class ReplayServerFixture : IAsyncDisposable
{
    private ReplayServerFixture(ReplayServer server)
    {
        Server = server;
        Client = new HttpClient { BaseAddress = server.BaseUrl, Timeout = TimeSpan.FromSeconds(30) };
    }

    public ReplayServer Server { get; }

    public HttpClient Client { get; }

    public static Recording Recording { get; } = MakeRecording();

    public static async Task<ReplayServerFixture> StartAsync(Func<ReplayServerOptions, ReplayServerOptions>? configure = null)
    {
        var options = new ReplayServerOptions { Recording = Recording, TimeProvider = new ImmediateClock() };
        return new ReplayServerFixture(await ReplayServer.StartAsync(configure?.Invoke(options) ?? options, TestContext.Current.CancellationToken));
    }

    public static Task<ReplayServerFixture> StartAsync(ReplayBehaviour behaviour, ImmediateClock? clock = null, ulong seed = 1) => StartAsync(options =>
    {
        options.Behaviours.Set("alpha", behaviour);
        return options with { TimeProvider = clock ?? new ImmediateClock(), Seed = seed };
    });

    public static string Ask(string input, string model = "alpha", string more = "") =>
        $$"""{"model":"{{model}}"{{more}},"messages":[{"role":"system","content":"Classify."},{"role":"user","content":"{{input}}"}]}""";

    public Task<HttpResponseMessage> PostAsync(string body, string? key = null, CancellationToken cancellationToken = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "v1/chat/completions")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "sk-not-a-secret");
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return Client.SendAsync(request, cancellationToken);
    }

    public async Task<string> PostForTextAsync(string body, string? key = null)
    {
        using var response = await PostAsync(body, key);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Waits until the condition holds, at most ten seconds.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!condition())
        {
            bound.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }

    private static Recording MakeRecording()
    {
        var market = new RecordedMarket
        {
            Name = "small",
            Models = new Dictionary<string, RecordedModel>
            {
                ["alpha"] = new() { InputUsdPerMTok = 1, OutputUsdPerMTok = 2, LatencyMsP50 = 50, LatencyMsP95 = 50 },
                ["maker/beta"] = new() { InputUsdPerMTok = 3, OutputUsdPerMTok = 4 },
            },
        };
        return new Recording(market,
        [
            Task("1", "Who won?", new() { ["alpha"] = new("The red team — 3:1", true, 12, 6) { LatencyMs = 123 }, ["maker/beta"] = new("Blue", false, 12, 2) }),
            Task("2", "Who won?", new() { ["alpha"] = new("shadowed", true, 1, 1) }),
            Task("3", "Zürich \U0001F600?", new() { ["alpha"] = new("said \"yes\"\n\U0001F600", true, 4, 3) }),
            Task("4", "Silent?", new() { ["alpha"] = new("", false, 5, 0) }),
        ]);

        static RecordedTask Task(string id, string input, Dictionary<string, RecordedAnswer> answers) =>
            new() { Id = id, Kind = "quiz", Input = input, Answers = answers };
    }
}
