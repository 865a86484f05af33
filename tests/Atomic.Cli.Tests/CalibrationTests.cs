using System.Text.Json;
using Atomic.Cli.Tests.Processes;

namespace Atomic.Cli.Tests;

public sealed class CalibrationTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    [Fact]
    public async Task Calibration_AfterARun_ShowsHowBidsHeldForPeopleAndAsJson()
    {
        await using var run = await AtomicProcess.RunAsync(_folder.Path, "run", "--recording", "recording", "--seed", "1", "--data", "data", "--json");
        run.ExitCode.ShouldBe(0, run.Errors);

        await using var people = await AtomicProcess.RunAsync(_folder.Path, "calibration", "--data", "data");
        await using var machine = await AtomicProcess.RunAsync(_folder.Path, "calibration", "parity", "--data", "data", "--json");
        await using var unknown = await AtomicProcess.RunAsync(_folder.Path, "calibration", "never-seen", "--data", "data");

        people.ExitCode.ShouldBe(0, people.Errors);
        people.Out.ShouldContain("parity, ");
        people.Out.ShouldContain("strong: | promised, o right");
        people.Out.ShouldContain("100.0% right of");
        people.Out.ShouldNotContain("\u001b");

        machine.ExitCode.ShouldBe(0, machine.Errors);
        using var json = JsonDocument.Parse(machine.Out);
        var kind = json.RootElement.GetProperty("kinds").EnumerateArray().Single();
        kind.GetProperty("kind").GetString().ShouldBe("parity");
        var bidders = kind.GetProperty("bidders").EnumerateArray().ToList();
        bidders.Sum(static bidder => bidder.GetProperty("quality").GetProperty("judged").GetInt32()).ShouldBeGreaterThanOrEqualTo(WorkFolder.Tasks);
        bidders.Single(static bidder => bidder.GetProperty("bidderId").GetString() == "strong").GetProperty("quality").GetProperty("right").GetDouble().ShouldBe(1);
        bidders.ShouldAllBe(static bidder => bidder.GetProperty("cost").GetProperty("counted").GetInt32() > 0 && bidder.GetProperty("latency").GetProperty("counted").GetInt32() > 0);

        unknown.ExitCode.ShouldBe(1, unknown.Errors);
        unknown.Errors.ShouldContain("Nothing was learned of a kind of this name");
    }

    [Fact]
    public async Task Calibration_NothingSettled_SaysSo()
    {
        await using var key = await AtomicProcess.RunAsync(_folder.Path, "key", "create", "--tenant", "default", "--scope", "read", "--data", "data");
        key.ExitCode.ShouldBe(0, key.Errors);

        await using var people = await AtomicProcess.RunAsync(_folder.Path, "calibration", "--data", "data");
        await using var machine = await AtomicProcess.RunAsync(_folder.Path, "calibration", "--data", "data", "--json");

        people.ExitCode.ShouldBe(0, people.Errors);
        people.Out.ShouldContain("Nothing is known yet: no microtask has been settled.");
        machine.Out.Trim().ShouldBe("""{"kinds":[]}""");
    }

    public void Dispose() => _folder.Dispose();
}
