using System.Text.Json;
using Atomic.Cli.Tests.Processes;

namespace Atomic.Cli.Tests;

public sealed class HealthTests : IDisposable
{
    private const string Market = """
        { "Atomic": { "Market": {
            "Endpoints": { "nowhere": { "BaseUrl": "http://127.0.0.1:9/v1" } },
            "Bidders": [ { "Id": "nobody", "Endpoint": "nowhere", "Model": "none", "Price": { "InputUsdPerMTok": 1, "OutputUsdPerMTok": 1 } } ] } } }
        """;

    private readonly WorkFolder _folder = new();

    [Fact]
    public async Task Health_OfAServer_IsUpUntilItStops()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM to send.");
        _folder.Write("atomic.json", Market);
        await using var serve = AtomicProcess.Start(_folder.Path, "serve", "--urls", "http://127.0.0.1:0", "--json");
        await serve.HearAsync("Ctrl-C stops");
        using var started = JsonDocument.Parse(serve.Out);
        var url = started.RootElement.GetProperty("urls")[0].GetString()!;

        await using var up = await AtomicProcess.RunAsync(_folder.Path, "health", "--server", url);
        up.ExitCode.ShouldBe(0, up.Errors);
        using var answer = JsonDocument.Parse(up.Out);
        answer.RootElement.GetProperty("status").GetString().ShouldBe("up");

        await serve.SignalAsync("TERM");
        await serve.ExitAsync();
        await using var down = await AtomicProcess.RunAsync(_folder.Path, "health", "--server", url);
        down.ExitCode.ShouldBe(3, down.Errors);
    }

    [Fact]
    public async Task Health_OfSomethingElse_IsNotUp()
    {
        await using var replay = AtomicProcess.Start(_folder.Path, "replay-server", "--recording", "recording", "--json");
        await replay.HearAsync("Ctrl-C stops");
        using var started = JsonDocument.Parse(replay.Out);
        var url = new Uri(started.RootElement.GetProperty("url").GetString()!).GetLeftPart(UriPartial.Authority);

        await using var health = await AtomicProcess.RunAsync(_folder.Path, "health", "--server", url);

        health.ExitCode.ShouldBe(1, health.Errors);
    }

    public void Dispose() => _folder.Dispose();
}
