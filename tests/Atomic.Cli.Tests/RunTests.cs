using System.Text.Json;
using Atomic.Cli.Tests.Processes;

namespace Atomic.Cli.Tests;

public sealed class RunTests : IDisposable
{

    private readonly WorkFolder _folder = new();

    [Fact]
    public async Task Run_Recording_GoesThroughAWholeServerAndIsJudged()
    {
        await using var atomic = await AtomicProcess.RunAsync(_folder.Path, "run", "--recording", "recording", "--seed", "1", "--out", "results.jsonl", "--json");

        atomic.ExitCode.ShouldBe(0, atomic.Errors);
        using var json = JsonDocument.Parse(atomic.Out);
        json.RootElement.GetProperty("completed").GetInt32().ShouldBe(WorkFolder.Tasks);
        json.RootElement.GetProperty("alwaysBest").GetProperty("model").GetString().ShouldBe("strong");
        json.RootElement.GetProperty("alwaysBest").GetProperty("accuracy").GetDouble().ShouldBe(1);
        json.RootElement.GetProperty("alwaysBest").GetProperty("costUsd").GetDouble().ShouldBe(WorkFolder.Tasks * 11 * 10 / 1e6, 1e-9);
        json.RootElement.GetProperty("alwaysCheapest").GetProperty("accuracy").GetDouble().ShouldBe(0.5);
        json.RootElement.GetProperty("oracle").GetProperty("costUsd").GetDouble().ShouldBe(WorkFolder.Tasks / 2 * 11 * (1 + 10) / 1e6, 1e-9);

        var results = (await File.ReadAllLinesAsync(Path.Combine(_folder.Path, "results.jsonl"))).Select(static line => JsonDocument.Parse(line).RootElement).ToList();
        results.Count.ShouldBe(WorkFolder.Tasks);
        results.Count(static result => result.GetProperty("correct").GetBoolean()).ShouldBe((int)Math.Round(json.RootElement.GetProperty("accuracy").GetDouble() * WorkFolder.Tasks));
        results.Sum(static result => result.GetProperty("costUsd").GetDouble()).ShouldBe(json.RootElement.GetProperty("costUsd").GetDouble(), 1e-9);
        results.ShouldAllBe(static result => result.GetProperty("microtaskId").GetString()!.StartsWith("mt-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_RecordingForPeople_HasNoEscapeCodesWhereStdoutIsNoTerminal()
    {
        await using var atomic = await AtomicProcess.RunAsync(_folder.Path, "run", "--recording", "recording", "--limit", "5");

        atomic.ExitCode.ShouldBe(0, atomic.Errors);
        atomic.Out.ShouldContain("5 of 5 microtasks have an answer");
        atomic.Out.ShouldContain("Always the best model (strong)");
        (atomic.Out + atomic.Errors).ShouldNotContain("\u001b");
    }

    [Fact]
    public async Task Run_VerifyByLabel_TeachesWithoutFeedback()
    {
        await using var atomic = await AtomicProcess.RunAsync(
            _folder.Path, "run", "--recording", "recording", "--verify", "label", "--no-feedback", "--data", "data", "--out", "results.jsonl", "--json");

        atomic.ExitCode.ShouldBe(0, atomic.Errors);
        using var json = JsonDocument.Parse(atomic.Out);
        json.RootElement.GetProperty("completed").GetInt32().ShouldBe(WorkFolder.Tasks);
        var last = (await File.ReadAllLinesAsync(Path.Combine(_folder.Path, "results.jsonl")))[^1];
        var id = JsonDocument.Parse(last).RootElement.GetProperty("microtaskId").GetString()!;
        await using var explain = await AtomicProcess.RunAsync(_folder.Path, "explain", id, "--data", "data", "--format", "json");
        explain.ExitCode.ShouldBe(0, explain.Errors);
        using var explanation = JsonDocument.Parse(explain.Out);
        var verdict = explanation.RootElement.GetProperty("verdict");
        verdict.GetProperty("learned").GetBoolean().ShouldBeTrue();
        verdict.GetProperty("judgements")[0].GetProperty("source").GetString().ShouldBe("label");
    }

    [Theory]
    [InlineData("labels")]
    [InlineData("@gone.json")]
    [InlineData("1")]
    public async Task Run_VerifyThatIsNone_IsCode2(string verify)
    {
        await using var atomic = await AtomicProcess.RunAsync(_folder.Path, "run", "--recording", "recording", "--verify", verify);

        atomic.ExitCode.ShouldBe(2);
        atomic.Errors.ShouldContain("--verify");
    }

    [Fact]
    public async Task Run_FileWithBadLines_RunsTheOthersAndSaysWhich()
    {
        _folder.Write("in.jsonl", """
            {"id":"mine","kind":"parity","input":"Is the number 3 even?","label":"odd"}
            no json

            {"kind":"parity","input":"Is the number 4 even?"}
            {"kind":"parity","input":"Is the number 5 even?","bogus":1}
            """);

        await using var atomic = await AtomicProcess.RunAsync(_folder.Path, "run", "--file", "in.jsonl", "--recording", "recording", "--json");

        atomic.ExitCode.ShouldBe(1, atomic.Errors);
        atomic.Errors.ShouldContain("in.jsonl, line 2");
        using var json = JsonDocument.Parse(atomic.Out);
        json.RootElement.GetProperty("completed").GetInt32().ShouldBe(2);
        json.RootElement.GetProperty("failed").GetInt32().ShouldBe(1);
        json.RootElement.GetProperty("badLines").GetInt32().ShouldBe(1);
        var results = await File.ReadAllTextAsync(Path.Combine(_folder.Path, "in.results.jsonl"));
        results.ShouldContain("\"id\":\"mine\"");
        results.ShouldContain("bogus");
    }

    [Fact]
    public async Task Run_FileThatIsNoJsonl_IsCode2()
    {
        _folder.Write("in.jsonl", "hello\nworld\n");

        await using var atomic = await AtomicProcess.RunAsync(_folder.Path, "run", "--file", "in.jsonl", "--recording", "recording");

        atomic.ExitCode.ShouldBe(2, atomic.Errors);
        File.Exists(Path.Combine(_folder.Path, "in.results.jsonl")).ShouldBeFalse();
    }

    [Fact]
    public async Task Run_ResultFileThatIsThere_IsNotReplacedUnasked()
    {
        var path = _folder.Write("results.jsonl", "precious\n");

        await using (var refused = await AtomicProcess.RunAsync(_folder.Path, "run", "--recording", "recording", "--limit", "1", "--out", "results.jsonl"))
            refused.ExitCode.ShouldBe(2, refused.Errors);
        (await File.ReadAllTextAsync(path)).ShouldBe("precious\n");

        await using var replaced = await AtomicProcess.RunAsync(_folder.Path, "run", "--recording", "recording", "--limit", "1", "--out", "results.jsonl", "--overwrite");
        replaced.ExitCode.ShouldBe(0, replaced.Errors);
        (await File.ReadAllLinesAsync(path)).Length.ShouldBe(1);
    }

    public void Dispose() => _folder.Dispose();
}
