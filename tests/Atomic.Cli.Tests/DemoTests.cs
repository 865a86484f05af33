using System.Text.Json;
using Atomic.Cli.Tests.Processes;

namespace Atomic.Cli.Tests;

public sealed class DemoTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    [Fact]
    public async Task Demo_Json_IsOneObjectWithTheNamedFieldsAndNothingElse()
    {
        await using var atomic = await AtomicProcess.RunAsync(_folder.Path, "demo", "--microtasks", "40", "--json");

        atomic.ExitCode.ShouldBe(0, atomic.Errors);
        using var json = JsonDocument.Parse(atomic.Out);
        json.RootElement.EnumerateObject().Select(static field => field.Name).ShouldBe(
        [
            "microtasks", "completed", "failed", "accuracy", "costUsd", "alwaysBestCostUsd", "alwaysBestAccuracy", "alwaysCheapestAccuracy",
            "overheadMsP50", "overheadMsP99",
        ]);
        json.RootElement.GetProperty("microtasks").GetInt32().ShouldBe(40);
        json.RootElement.GetProperty("completed").GetInt32().ShouldBe(40);
        json.RootElement.GetProperty("failed").GetInt32().ShouldBe(0);
        json.RootElement.GetProperty("costUsd").GetDouble().ShouldBeGreaterThan(0);
        json.RootElement.GetProperty("alwaysBestAccuracy").GetDouble().ShouldBeGreaterThan(json.RootElement.GetProperty("alwaysCheapestAccuracy").GetDouble());
        json.RootElement.GetProperty("overheadMsP99").GetDouble().ShouldBeGreaterThanOrEqualTo(json.RootElement.GetProperty("overheadMsP50").GetDouble());
        Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName).ShouldBe(["recording"], "it leaves nothing behind");
    }

    [Fact]
    public async Task Demo_ForPeople_SaysThatItsModelsAreSimulated()
    {
        await using var atomic = await AtomicProcess.RunAsync(_folder.Path, "demo", "--microtasks", "20");

        atomic.ExitCode.ShouldBe(0, atomic.Errors);
        foreach (var part in (string[])["simulated", "sim-large", "Who answered", "Right answers and money", "One decision explained", "Where to go next", "48 requests"])
            atomic.Out.ShouldContain(part);
        atomic.Out.ShouldNotContain("\u001b");
    }

    [Fact]
    public async Task Demo_CtrlC_EndsWithCode130()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGINT to send.");
        await using var atomic = AtomicProcess.Start(_folder.Path, "demo", "--concurrency", "1");
        await atomic.HearAsync("microtasks, ");

        await atomic.SignalAsync("INT");

        (await atomic.ExitAsync()).ShouldBe(130, atomic.Errors);
        atomic.Errors.ShouldContain("Interrupted.");
    }

    public void Dispose() => _folder.Dispose();
}
