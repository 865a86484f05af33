using System.Text.Json;
using Atomic.Cli.Tests.Processes;

namespace Atomic.Cli.Tests;

public sealed class EvaluateTests : IDisposable
{
    private const string Market = """{"name":"little","models":{"cheap":{"inputUsdPerMTok":0.1,"outputUsdPerMTok":0.1},"dear":{"inputUsdPerMTok":10,"outputUsdPerMTok":10}}}""";

    private readonly WorkFolder _folder = new();

    [Fact]
    public async Task Evaluate_APair_PrintsOneObjectAndWritesThreeFiles()
    {
        _folder.Write("market.json", Market);
        _folder.Write("tasks.jsonl", string.Join('\n', Enumerable.Range(0, 60).Select(TaskLine)));

        await using var atomic = await AtomicProcess.RunAsync(_folder.Path, "evaluate", ".", "--seeds", "2", "--json", "--out", "figures");

        atomic.ExitCode.ShouldBe(0, atomic.Errors);
        using var report = JsonDocument.Parse(atomic.Out);
        report.RootElement.GetProperty("kind").GetString().ShouldBe("pair");
        report.RootElement.GetProperty("seeds").GetInt32().ShouldBe(2);
        report.RootElement.GetProperty("strong").GetString().ShouldBe("dear");
        report.RootElement.GetProperty("apgr").GetProperty("whole").GetProperty("mean").GetDouble().ShouldBeInRange(-1, 2);
        Directory.GetFiles(Path.Combine(_folder.Path, "figures")).Select(Path.GetFileName)
            .ShouldBe(["little-pair-bandit.json", "little-pair-bandit.md", "little-pair-bandit.svg"], ignoreOrder: true);
    }

    [Fact]
    public async Task Evaluate_WithADrift_TellsItAndDrawsIt()
    {
        _folder.Write("market.json", Market);
        _folder.Write("tasks.jsonl", string.Join('\n', Enumerable.Range(0, 400).Select(TaskLine)));

        await using var atomic = await AtomicProcess.RunAsync(_folder.Path, "evaluate", ".", "--drift", "--seeds", "1", "--json", "--out", "figures");

        atomic.ExitCode.ShouldBe(0, atomic.Errors);
        using var report = JsonDocument.Parse(atomic.Out);
        report.RootElement.GetProperty("drift").GetProperty("models").EnumerateArray().Select(static model => model.GetString()).ShouldBe(["dear", "cheap"]);
        report.RootElement.GetProperty("drift").GetProperty("swappedAfter").GetInt32().ShouldBe(200);
        File.ReadAllText(Path.Combine(_folder.Path, "figures", "little-pair-bandit-drift.svg")).ShouldContain("tasks since the swap");
    }

    [Theory]
    [InlineData(400, "dear,nobody", "nobody")]
    [InlineData(400, "dear,dear", "two different models")]
    [InlineData(400, "dear", "two different models")]
    [InlineData(60, "dear,cheap", "60 tasks")]
    public async Task Evaluate_ADriftThatCannotBe_IsRefused(int tasks, string models, string said)
    {
        _folder.Write("market.json", Market);
        _folder.Write("tasks.jsonl", string.Join('\n', Enumerable.Range(0, tasks).Select(TaskLine)));

        await using var atomic = await AtomicProcess.RunAsync(_folder.Path, "evaluate", ".", "--drift", models);

        atomic.ExitCode.ShouldBe(2, atomic.Errors);
        atomic.Errors.ShouldContain(said);
        atomic.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task Evaluate_ADriftOfOneTeacher_IsRefused()
    {
        _folder.Write("tasks.jsonl", string.Join('\n', Enumerable.Range(0, 300).Select(LabelLine)));

        await using var atomic = await AtomicProcess.RunAsync(_folder.Path, "evaluate", ".", "--drift");

        atomic.ExitCode.ShouldBe(2, atomic.Errors);
        atomic.Errors.ShouldContain("nobody to swap with");
    }

    [Fact]
    public async Task Evaluate_ALineThatIsNoTask_NamesTheLine()
    {
        _folder.Write("market.json", Market);
        _folder.Write("tasks.jsonl", $"{TaskLine(0)}\n{TaskLine(1)}\n{{\"id\":");

        await using var atomic = await AtomicProcess.RunAsync(_folder.Path, "evaluate", ".");

        atomic.ExitCode.ShouldBe(2, atomic.Errors);
        atomic.Errors.ShouldContain("line 3");
        atomic.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task Evaluate_LabelsAlone_TheLabelIsTheTeacher()
    {
        _folder.Write("tasks.jsonl", string.Join('\n', Enumerable.Range(0, 300).Select(LabelLine)));

        await using var atomic = await AtomicProcess.RunAsync(_folder.Path, "evaluate", ".", "--seeds", "2", "--floor", "0.9", "--json", "--out", "figures");

        atomic.ExitCode.ShouldBe(0, atomic.Errors);
        using var report = JsonDocument.Parse(atomic.Out);
        report.RootElement.GetProperty("kind").GetString().ShouldBe("takeover");
        report.RootElement.GetProperty("floor").GetDouble().ShouldBe(0.9);
        report.RootElement.GetProperty("teacherAccuracy").GetProperty("mean").GetDouble().ShouldBe(1);
        report.RootElement.GetProperty("teacherCalls").GetProperty("whole").GetProperty("mean").GetDouble().ShouldBeInRange(0.05, 0.8);
        report.RootElement.GetProperty("teacherCalls").GetProperty("lastHalf").GetProperty("mean").GetDouble().ShouldBeInRange(0, 0.5);
        report.RootElement.GetProperty("specialistPrecision").GetProperty("mean").GetDouble().ShouldBeGreaterThan(0.9);
        report.RootElement.GetProperty("learnsFrom").GetString()!.ShouldContain("gold label");
        Directory.GetFiles(Path.Combine(_folder.Path, "figures")).Length.ShouldBe(4);
    }

    [Fact]
    public async Task Evaluate_OneModelsAnswers_LearnsFromThemAndSaysSo()
    {
        _folder.Write("market.json", """{"name":"taught","models":{"teacher-model":{"inputUsdPerMTok":1,"outputUsdPerMTok":1}}}""");
        _folder.Write("tasks.jsonl", string.Join('\n', Enumerable.Range(0, 120).Select(i => $$$"""{"id":"{{{i}}}","kind":"k","input":"{{{Input(i)}}}","label":"{{{(i % 2 == 0 ? "even" : "odd")}}}","answers":{"teacher-model":{{{Answer(i % 2 == 0 ? "even" : "odd", true)}}}}}""")));

        await using var atomic = await AtomicProcess.RunAsync(_folder.Path, "evaluate", ".", "--seeds", "1");

        atomic.ExitCode.ShouldBe(0, atomic.Errors);
        atomic.Out.ShouldContain("the answer of teacher-model");
        atomic.Out.ShouldContain("Atomic");
    }

    [Fact]
    public async Task Evaluate_OneTeacherWhoseAnswersWereNotRecorded_SaysWhatIsMissing()
    {
        _folder.Write("market.json", """{"name":"taught","models":{"teacher-model":{"inputUsdPerMTok":1,"outputUsdPerMTok":1}}}""");
        _folder.Write("tasks.jsonl", """{"id":"1","kind":"k","input":"x","answers":{"teacher-model":{"correct":true}}}""");

        await using var atomic = await AtomicProcess.RunAsync(_folder.Path, "evaluate", ".");

        atomic.ExitCode.ShouldBe(2, atomic.Errors);
        atomic.Errors.ShouldContain("nobody can learn from it");
    }

    [Fact]
    public async Task Evaluate_AFloorThatIsNoShare_IsRefused()
    {
        await using var atomic = await AtomicProcess.RunAsync(_folder.Path, "evaluate", ".", "--floor", "95");

        atomic.ExitCode.ShouldNotBe(0);
        atomic.Errors.ShouldContain("--floor must be from 0 to 1.");
    }

    [Fact]
    public async Task Evaluate_AnUnknownModel_NamesThoseThatThereAre()
    {
        _folder.Write("market.json", Market);
        _folder.Write("tasks.jsonl", TaskLine(0));

        await using var atomic = await AtomicProcess.RunAsync(_folder.Path, "evaluate", ".", "--models", "cheap,other");

        atomic.ExitCode.ShouldBe(2, atomic.Errors);
        atomic.Errors.ShouldContain("other");
        atomic.Errors.ShouldContain("dear");
    }

    public void Dispose() => _folder.Dispose();

    private static string Input(int i) => $"{(i % 2 == 0 ? "please send the invoice" : "where is my parcel")} number {i}";

    private static string LabelLine(int i) => $$"""{"id":"{{i}}","kind":"k","input":"{{Input(i)}}","label":"{{(i % 2 == 0 ? "even" : "odd")}}"}""";

    private static string TaskLine(int i) =>
        $$$"""{"id":"{{{i}}}","kind":"k","input":"text {{{i}}}","answers":{"cheap":{{{Answer("A", i % 3 == 0)}}},"dear":{{{Answer("B", i % 3 != 0)}}}}}""";

    private static string Answer(string output, bool correct) =>
        $$"""{"output":"{{output}}","correct":{{(correct ? "true" : "false")}},"inputTokens":9,"outputTokens":1}""";
}
