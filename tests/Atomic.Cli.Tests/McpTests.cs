using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Atomic.Cli.Tests.Processes;
using Atomic.Core.Schemas;
using Atomic.Replay.Recordings;
using Atomic.Replay.Server;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Atomic.Cli.Tests;

/// <summary>The built command line, as an assistant starts it and talks to it.</summary>
public sealed class McpTests : IAsyncLifetime
{
    private readonly WorkFolder _folder = new();
    private readonly List<string> _errors = [];
    private ReplayServer _models = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _models = await ReplayServer.StartAsync(new ReplayServerOptions { Recording = RecordingReader.Read(_folder.Recording) }, Stop);
        _folder.Write("atomic.json", new JsonObject
        {
            ["Atomic"] = new JsonObject
            {
                ["Market"] = new JsonObject
                {
                    ["Endpoints"] = new JsonObject { ["models"] = new JsonObject { ["BaseUrl"] = new Uri(_models.BaseUrl, "v1").ToString() } },
                    ["Bidders"] = new JsonArray(new JsonObject
                    {
                        ["Id"] = "strong",
                        ["Endpoint"] = "models",
                        ["Model"] = "strong",
                        ["Price"] = new JsonObject { ["InputUsdPerMTok"] = 10, ["OutputUsdPerMTok"] = 10 },
                    }),
                },
            },
        }.ToJsonString());
    }

    public async ValueTask DisposeAsync()
    {
        await _models.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task ListTools_OwnHouse_AreThreeWithSchemas()
    {
        await using var assistant = await ConnectAsync();

        var tools = await assistant.ListToolsAsync(cancellationToken: Stop);

        tools.Select(static tool => tool.Name).ShouldBe(["run", "explain", "market"]);
        foreach (var tool in tools)
        {
            tool.Description.Length.ShouldBeGreaterThan(40);
            OutputSchema.TryCompile(tool.JsonSchema, out _, out var defect).ShouldBeTrue(defect?.Message);
        }

        assistant.ServerInstructions!.ShouldContain("auctions");
    }

    [Fact]
    public async Task Run_ThenExplainAndMarket_TellTheSameDecision()
    {
        await using var assistant = await ConnectAsync();

        var run = await CallAsync(assistant, "run", new() { ["kind"] = "parity", ["input"] = "Is the number 3 even?", ["policy"] = "economy" });

        run.IsError.ShouldNotBe(true, TextOf(run));
        TextOf(run).ShouldStartWith("odd");
        var data = run.StructuredContent!.Value;
        data.GetProperty("output").GetString().ShouldBe("odd");
        data.GetProperty("bidder").GetString().ShouldBe("strong");
        data.GetProperty("costUsd").GetDouble().ShouldBe(11 * 10 / 1e6, 1e-9);
        await MeetsAsync(assistant, "run", data);

        var explained = await CallAsync(assistant, "explain", new() { ["id"] = data.GetProperty("id").GetString() });
        TextOf(explained).ShouldContain("strong");

        var market = await CallAsync(assistant, "market", new() { ["kind"] = "parity" });
        TextOf(market).ShouldContain("| strong | strong |");
        await MeetsAsync(assistant, "market", market.StructuredContent!.Value);
        market.StructuredContent!.Value.GetProperty("bidders").EnumerateArray()
            .Single(static bidder => bidder.GetProperty("id").GetString() == "strong").GetProperty("inputUsdPerMTok").GetDouble().ShouldBe(10);
    }

    [Theory]
    [InlineData("run", """{"input":"x"}""", "The argument 'kind' is missing.")]
    [InlineData("run", """{"kind":"parity","input":"x","bogus":1}""", "There is no argument 'bogus'")]
    [InlineData("run", """{"kind":"No Kind","input":"x"}""", "/kind must match")]
    [InlineData("run", """{"kind":"parity","input":"x","policy":"cheap"}""", "is not the name of a preset")]
    [InlineData("explain", """{"id":"mt-none"}""", "no microtask")]
    [InlineData("explain", """{"id":7}""", "The argument 'id' must be")]
    [InlineData("market", """{"kind":7}""", "The argument 'kind' must be")]
    [InlineData("sell", "{}", "There is no tool 'sell'; use one of run, explain, market.")]
    public async Task Call_WrongArguments_IsAnAnswerThatSaysWhat(string tool, string arguments, string sentence)
    {
        await using var assistant = await ConnectAsync();

        var result = await CallAsync(assistant, tool, JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments)!);

        result.IsError.ShouldBe(true);
        TextOf(result).ShouldContain(sentence);
    }

    [Fact]
    public async Task Call_ServerThatIsNotThere_SaysSo()
    {
        await using var assistant = await ConnectAsync("--server", "http://127.0.0.1:1");

        var result = await CallAsync(assistant, "market", []);

        result.IsError.ShouldBe(true);
        TextOf(result).ShouldContain("http://127.0.0.1:1/ cannot be reached");
    }

    [Fact]
    public async Task Mcp_EndOfInput_EndsWithZeroAndSaidNothingElseOnStdout()
    {
        using var process = Process.Start(StartInfo())!;
        var errors = process.StandardError.ReadToEndAsync(Stop);

        await process.StandardInput.WriteLineAsync("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""");
        await process.StandardInput.FlushAsync(Stop);
        var first = await process.StandardOutput.ReadLineAsync(Stop);
        process.StandardInput.Close();
        var rest = await process.StandardOutput.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);

        process.ExitCode.ShouldBe(0, await errors);
        JsonNode.Parse(first!)!["result"]!["serverInfo"]!["name"]!.GetValue<string>().ShouldBe("atomic");
        rest.ShouldBeEmpty();
    }

    [Fact]
    public async Task Mcp_Interrupt_EndsWith130()
    {
        await using var atomic = AtomicProcess.Start(_folder.Path, "mcp");
        await atomic.HearAsync("serves the tools");

        await atomic.SignalAsync("INT");

        (await atomic.ExitAsync()).ShouldBe(130);
        atomic.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task Mcp_KeyWithoutServer_IsBadUsage()
    {
        await using var atomic = await AtomicProcess.RunAsync(_folder.Path, "mcp", "--key", "ak_x");

        atomic.ExitCode.ShouldBe(2);
        atomic.Errors.ShouldContain("--server");
    }

    private static string TextOf(CallToolResult result) => string.Concat(result.Content.OfType<TextContentBlock>().Select(static block => block.Text));

    private static async Task MeetsAsync(McpClient assistant, string name, JsonElement data)
    {
        var tool = (await assistant.ListToolsAsync(cancellationToken: Stop)).Single(tool => tool.Name == name);
        OutputSchema.TryCompile(tool.ReturnJsonSchema!.Value, out var schema, out var defect).ShouldBeTrue(defect?.Message);
        schema!.Validate(data).ShouldBeEmpty();
    }

    private static async Task<CallToolResult> CallAsync(McpClient assistant, string tool, Dictionary<string, object?> arguments) =>
        await assistant.CallToolAsync(tool, arguments, cancellationToken: Stop);

    private async Task<McpClient> ConnectAsync(params string[] more)
    {
        var start = StartInfo(more);
        var transport = new StdioClientTransport(new StdioClientTransportOptions
        {
            Command = start.FileName,
            Arguments = [.. start.ArgumentList],
            WorkingDirectory = _folder.Path,
            EnvironmentVariables = new Dictionary<string, string?> { ["OPENAI_BASE_URL"] = null, ["AZURE_OPENAI_ENDPOINT"] = null, ["ATOMIC_API_KEY"] = null },
            StandardErrorLines = _errors.Add,
        });
        return await McpClient.CreateAsync(transport, cancellationToken: Stop);
    }

    private ProcessStartInfo StartInfo(params string[] more)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "atomic.dll"), "mcp", .. more])
        {
            UseShellExecute = false,
            WorkingDirectory = _folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in (string[])["AZURE_OPENAI_ENDPOINT", "OPENAI_BASE_URL", "ATOMIC_API_KEY"])
            start.Environment.Remove(name);
        return start;
    }
}
