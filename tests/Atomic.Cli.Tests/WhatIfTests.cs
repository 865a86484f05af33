using System.Globalization;
using System.Text.Json;
using Atomic.Cli.Tests.Processes;

namespace Atomic.Cli.Tests;

public sealed class WhatIfTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    [Fact]
    public async Task WhatIf_AfterARun_ComparesInEveryFormAndSaysWhatCannotBeTold()
    {
        // Four orders of the same tasks, so that there are more microtasks than figures need at least.
        for (var seed = 1; seed <= 4; seed++)
        {
            await using var run = await AtomicProcess.RunAsync(_folder.Path, "run", "--recording", "recording", "--seed", seed.ToString(CultureInfo.InvariantCulture), "--policy", "quality", "--data", "data", "--json");
            run.ExitCode.ShouldBe(0, run.Errors);
        }

        _folder.Write("p.json", """{"preset":"quality","latencyUsdPerSecond":0.001,"plans":[]}""");
        await using var same = await AtomicProcess.RunAsync(_folder.Path, "whatif", "--policy", "quality", "--kind", "parity", "--since", "1h", "--data", "data", "--json");
        await using var other = await AtomicProcess.RunAsync(_folder.Path, "whatif", "--policy", "p.json", "--data", "data");
        await using var markdown = await AtomicProcess.RunAsync(_folder.Path, "whatif", "--policy", "p.json", "--data", "data", "--format", "markdown");
        await using var outside = await AtomicProcess.RunAsync(_folder.Path, "whatif", "--policy", """{"allow":["weak"],"explore":false}""", "--top", "90", "--data", "data");

        same.ExitCode.ShouldBe(0, same.Errors);
        using var json = JsonDocument.Parse(same.Out);
        json.RootElement.GetProperty("kind").GetString().ShouldBe("parity");
        json.RootElement.GetProperty("traffic").GetProperty("read").GetInt32().ShouldBe(4 * WorkFolder.Tasks);
        var report = json.RootElement.GetProperty("report");
        report.GetProperty("verdict").GetProperty("code").GetString().ShouldBe("told");
        report.GetProperty("successVerdict").GetProperty("code").GetString().ShouldBe("told");
        report.GetProperty("overlap").GetProperty("judgedAnswers").GetInt32().ShouldBe(4 * WorkFolder.Tasks);
        foreach (var measure in (string[])["costUsd", "latencySeconds", "success", "utilityUsd"])
        {
            var figures = report.GetProperty(measure);
            figures.GetProperty("doublyRobust").GetProperty("difference").GetProperty("mean").GetDouble().ShouldBe(0);
            figures.GetProperty("inversePropensity").GetProperty("would").GetProperty("mean").GetDouble().ShouldBe(figures.GetProperty("was").GetProperty("mean").GetDouble(), 1e-12);
        }

        other.ExitCode.ShouldBe(0, other.Errors);
        other.Out.ShouldContain("What if every kind had been awarded under the policy 'custom'?");
        other.Out.ShouldContain("strong");
        other.Out.ShouldNotContain("\u001b");
        markdown.Out.ShouldContain("| Per microtask | Was | Would be | Difference | By propensities | Self-normalised |");

        outside.ExitCode.ShouldBe(0, outside.Errors);
        outside.Out.ShouldContain("There may be more than the 90 newest microtasks that were read: --top allows no more.");
    }

    [Fact]
    public async Task WhatIf_NothingRecorded_SaysWhatToDo()
    {
        await using var key = await AtomicProcess.RunAsync(_folder.Path, "key", "create", "--tenant", "default", "--scope", "read", "--data", "data");
        key.ExitCode.ShouldBe(0, key.Errors);

        await using var people = await AtomicProcess.RunAsync(_folder.Path, "whatif", "--policy", "economy", "--kind", "parity", "--since", "2026-01-31", "--data", "data");

        people.ExitCode.ShouldBe(0, people.Errors);
        people.Out.ShouldContain("No microtasks of parity since 2026-01-31 00:00 UTC: widen --since, check --kind");
    }

    [Fact]
    public async Task WhatIf_PolicyThatContradictsItself_IsRefusedWithTheServersSentence()
    {
        await using var key = await AtomicProcess.RunAsync(_folder.Path, "key", "create", "--tenant", "default", "--scope", "read", "--data", "data");
        key.ExitCode.ShouldBe(0, key.Errors);

        await using var impossible = await AtomicProcess.RunAsync(_folder.Path, "whatif", "--policy", """{"objective":"cheapest"}""", "--data", "data");

        impossible.ExitCode.ShouldBe(2, impossible.Errors);
        impossible.Errors.ShouldContain("objective cheapest needs a minimum quality");
    }

    public void Dispose() => _folder.Dispose();
}
