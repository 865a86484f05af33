using Atomic.Cli.Tests.Processes;

namespace Atomic.Cli.Tests;

public sealed class UsageTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    [Fact]
    public async Task Help_OfEverything_NamesCommandsAndExitCodes()
    {
        await using var atomic = await AtomicProcess.RunAsync(_folder.Path, "--help");

        atomic.ExitCode.ShouldBe(0, atomic.Errors);
        foreach (var word in (string[])["demo", "serve", "run", "explain", "market", "calibration", "whatif", "evaluate", "failures", "replay-server", "--json", "130 interrupted"])
            atomic.Out.ShouldContain(word);
    }

    [Theory]
    [InlineData("nope")]
    [InlineData("demo", "--microtasks", "0")]
    [InlineData("demo", "--feedback-share", "2")]
    [InlineData("demo", "--policy", "cheap")]
    [InlineData("explain")]
    [InlineData("explain", "x", "--format", "pdf")]
    [InlineData("explain", "x", "--server", "ftp://host")]
    [InlineData("failures", "--retry", "a", "--drop", "b")]
    [InlineData("evaluate")]
    [InlineData("evaluate", "missing")]
    [InlineData("evaluate", "missing", "--seeds", "0")]
    [InlineData("evaluate", "missing", "--feedback", "some")]
    [InlineData("evaluate", "missing", "--plans", "some")]
    [InlineData("whatif")]
    [InlineData("whatif", "--policy", "cheap")]
    [InlineData("whatif", "--policy", "missing.json")]
    [InlineData("whatif", "--policy", "economy", "--since", "yesterday")]
    [InlineData("whatif", "--policy", "economy", "--since", "d")]
    [InlineData("whatif", "--policy", "economy", "--until", "-7d")]
    [InlineData("whatif", "--policy", "economy", "--format", "pdf")]
    [InlineData("run")]
    [InlineData("run", "--text", "x")]
    [InlineData("run", "--file", "missing.jsonl")]
    [InlineData("run", "--text", "x", "--file", "y")]
    [InlineData("run", "--recording", "missing")]
    [InlineData("serve")]
    [InlineData("serve", "--config", "missing.json")]
    [InlineData("serve", "--urls", "http://0.0.0.0:8080")]
    [InlineData("serve", "--urls", "https://127.0.0.1:8080")]
    [InlineData("serve", "--set", "Atomic:Markt:X=1")]
    [InlineData("replay-server", "--recording", "missing")]
    [InlineData("replay-server", "--recording", "recording", "--error-rate", "3")]
    [InlineData("replay-server", "--recording", "recording", "--model", "alias")]
    public async Task Arguments_ThatCannotBeUsed_AreRefusedWithASentenceAndCode2(params string[] arguments)
    {
        await using var atomic = await AtomicProcess.RunAsync(_folder.Path, arguments);

        atomic.ExitCode.ShouldBe(2, atomic.Errors);
        atomic.Out.ShouldBeEmpty();
        atomic.Errors.ShouldNotBeEmpty();
        atomic.Errors.ShouldNotContain("   at Atomic", customMessage: "no stack traces");
    }

    [Fact]
    public async Task Serve_ConfigurationThatIsNoJson_SaysWhere()
    {
        _folder.Write("atomic.json", "{ \"Atomic\": ");

        await using var atomic = await AtomicProcess.RunAsync(_folder.Path, "serve");

        atomic.ExitCode.ShouldBe(2, atomic.Errors);
        atomic.Errors.ShouldContain("atomic.json");
        atomic.Errors.ShouldContain("not valid JSON");
    }

    [Fact]
    public async Task Serve_WithoutAMarket_ShowsHowToGetOneAndLeavesNothingBehind()
    {
        await using var atomic = await AtomicProcess.RunAsync(_folder.Path, "serve");

        atomic.Errors.ShouldContain("Bidders");
        atomic.Errors.ShouldContain("OPENAI_BASE_URL");
        Directory.Exists(Path.Combine(_folder.Path, ".atomic")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("explain", "mt-x")]
    [InlineData("market")]
    [InlineData("calibration", "parity")]
    [InlineData("whatif", "--policy", "economy")]
    [InlineData("failures")]
    [InlineData("failures", "--drop", "a")]
    [InlineData("run", "--text", "x")]
    public async Task Server_ThatIsNotThere_IsCode3(params string[] arguments)
    {
        await using var atomic = await AtomicProcess.RunAsync(_folder.Path, [.. arguments, "--server", "http://127.0.0.1:9"]);

        atomic.ExitCode.ShouldBe(3, atomic.Errors);
        atomic.Errors.ShouldContain("http://127.0.0.1:9/ cannot be reached");
    }

    [Theory]
    [InlineData("explain", "mt-x")]
    [InlineData("market")]
    [InlineData("calibration", "parity")]
    [InlineData("whatif", "--policy", "economy")]
    [InlineData("failures")]
    public async Task Data_WithoutADatabase_IsCode4(params string[] arguments)
    {
        await using var atomic = await AtomicProcess.RunAsync(_folder.Path, [.. arguments, "--data", "recording"]);

        atomic.ExitCode.ShouldBe(4, atomic.Errors);
    }

    public void Dispose() => _folder.Dispose();
}
