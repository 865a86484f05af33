using System.Text.Json;
using Atomic.Cli.Tests.Processes;

namespace Atomic.Cli.Tests;

public sealed class ServeTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    [Fact]
    public async Task Serve_OverItsWholeLife_AnswersExplainsAndStops()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM to send.");
        await using var replay = AtomicProcess.Start(_folder.Path, "replay-server", "--recording", "recording", "--json");
        await replay.HearAsync("Ctrl-C stops");
        using var replayJson = JsonDocument.Parse(replay.Out);
        _folder.Write("atomic.json", Market(replayJson.RootElement.GetProperty("url").GetString()!));
        string id;
        await using (var serve = AtomicProcess.Start(_folder.Path, "serve", "--urls", "http://127.0.0.1:0", "--json"))
        {
            await serve.HearAsync("Ctrl-C stops");
            using var serveJson = JsonDocument.Parse(serve.Out);
            var url = serveJson.RootElement.GetProperty("urls")[0].GetString()!;

            await using var second = await AtomicProcess.RunAsync(_folder.Path, "serve", "--urls", "http://127.0.0.1:0");
            second.ExitCode.ShouldBe(4, second.Errors);
            second.Errors.ShouldContain("in use by process");

            await using var run = await AtomicProcess.RunAsync(_folder.Path, "run", "--text", "Is the number 2 even?", "--kind", "parity", "--server", url, "--json");
            run.ExitCode.ShouldBe(0, run.Errors);
            using var answer = JsonDocument.Parse(run.Out);
            answer.RootElement.GetProperty("output").GetString().ShouldBe("even");
            id = answer.RootElement.GetProperty("microtaskId").GetString()!;

            await using var explain = await AtomicProcess.RunAsync(_folder.Path, "explain", id, "--server", url);
            explain.ExitCode.ShouldBe(0, explain.Errors);
            explain.Out.ShouldContain(id);
            explain.Out.ShouldContain("strong");

            await using var missing = await AtomicProcess.RunAsync(_folder.Path, "explain", "mt-none", "--server", url);
            missing.ExitCode.ShouldBe(1, missing.Errors);

            await using var market = await AtomicProcess.RunAsync(_folder.Path, "market", "--server", url, "--json");
            market.ExitCode.ShouldBe(0, market.Errors);
            using var marketJson = JsonDocument.Parse(market.Out);
            marketJson.RootElement.GetProperty("records")[0].GetProperty("attempts").GetInt32().ShouldBe(1);

            await serve.SignalAsync("TERM");
            (await serve.ExitAsync()).ShouldBe(0, serve.Errors);
        }

        // The explanation is durable: another process reads it from the data folder, with no server and no market.
        await using var later = await AtomicProcess.RunAsync(_folder.Path, "explain", id, "--data", ".atomic", "--json");
        later.ExitCode.ShouldBe(0, later.Errors);
        using var explanation = JsonDocument.Parse(later.Out);
        explanation.RootElement.GetProperty("microtask").GetProperty("id").GetString().ShouldBe(id);

        await replay.SignalAsync("INT");
        (await replay.ExitAsync()).ShouldBe(130, replay.Errors);
    }

    [Fact]
    public async Task Serve_SampleConfiguration_Loads()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGINT to send.");
        var sample = Path.Combine(RepositoryRoot(), "docs", "atomic.sample.json");
        await using var serve = AtomicProcess.Start(_folder.Path, "serve", "--config", sample, "--urls", "http://127.0.0.1:0");

        await serve.HearAsync("cloud-embeddings, cloud-large, local-small, specialist");

        await serve.SignalAsync("INT");
        (await serve.ExitAsync()).ShouldBe(130, serve.Errors);
    }

    [Fact]
    public async Task Market_WithPromptVariants_TellsThemApart()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGINT to send.");
        _folder.Write("atomic.json", Market("http://127.0.0.1:9").Replace(
            "\"Bidders\": [",
            """
            "Variants": [
              { "Name": "stepwise", "Bidders": ["weak"], "Instructions": "Think. {instructions}" },
              { "Name": "shown", "Bidders": ["weak"], "Demonstrations": { "Count": 3 } } ],
            "Bidders": [
            """, StringComparison.Ordinal));
        await using var serve = AtomicProcess.Start(_folder.Path, "serve", "--urls", "http://127.0.0.1:0", "--json");
        await serve.HearAsync("Ctrl-C stops");
        var url = JsonDocument.Parse(await serve.JsonAsync()).RootElement.GetProperty("urls")[0].GetString()!;

        await using var table = await AtomicProcess.RunAsync(_folder.Path, "market", "--server", url);
        await using var json = await AtomicProcess.RunAsync(_folder.Path, "market", "--server", url, "--json");

        table.Out.ShouldContain("weak:stepwise");
        table.Out.ShouldContain("Prompt");
        table.Out.ShouldContain("the caller's");
        var bidders = JsonDocument.Parse(json.Out).RootElement.GetProperty("bidders").EnumerateArray().ToDictionary(static bidder => bidder.GetProperty("id").GetString()!);
        bidders["weak"].TryGetProperty("prompt", out _).ShouldBeFalse();
        bidders["weak:shown"].GetProperty("prompt").GetProperty("demonstrations").GetInt32().ShouldBe(3);
        var stepwise = bidders["weak:stepwise"].GetProperty("prompt");
        (stepwise.GetProperty("of").GetString(), stepwise.GetProperty("name").GetString(), stepwise.GetProperty("textHash").GetString()!.Length).ShouldBe(("weak", "stepwise", 64));
        await serve.SignalAsync("INT");
        (await serve.ExitAsync()).ShouldBe(130, serve.Errors);
    }

    public void Dispose() => _folder.Dispose();

    private static string Market(string url) => $$"""
        {
          "Atomic": { "Market": {
            "Endpoints": { "replay": { "BaseUrl": "{{url}}" } },
            "Bidders": [
              { "Id": "weak", "Endpoint": "replay", "Model": "weak", "Price": { "InputUsdPerMTok": 1, "OutputUsdPerMTok": 1 } },
              { "Id": "strong", "Endpoint": "replay", "Model": "strong", "Price": { "InputUsdPerMTok": 10, "OutputUsdPerMTok": 10 } }
            ] } }
        }
        """;

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Atomic.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
