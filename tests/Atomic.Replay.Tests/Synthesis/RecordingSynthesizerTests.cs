using System.Security.Cryptography;
using Atomic.Replay.Recordings;
using Atomic.Replay.Synthesis;

namespace Atomic.Replay.Tests.Synthesis;

public sealed class RecordingSynthesizerTests
{
    private const int Count = 2000;
    private static readonly string[] Labels = ["billing", "bug", "praise", "spam"];

    private static readonly SyntheticModel Weak = Model("sim-small", 0.62, latencyMsP50: 120);
    private static readonly SyntheticModel Strong = Model("sim-large", 0.91, latencyMsP50: 900) with { Verbosity = 3 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Synthesize_ManyTasks_RealisesTheStatedSkill(ulong seed)
    {
        var recording = RecordingSynthesizer.Synthesize(Tasks(Count), [Weak, Strong], seed);

        // Three standard deviations of a share of 0.62 over 2,000 are 0.033.
        Accuracy(recording, "sim-small").ShouldBe(0.62, 0.033);
        Accuracy(recording, "sim-large").ShouldBe(0.91, 0.02);
    }

    [Fact]
    public void Synthesize_WeakRightWhereStrongWrong_IsRareAsDocumented()
    {
        var recording = RecordingSynthesizer.Synthesize(Tasks(Count), [Weak, Strong], seed: 1);

        var upsets = recording.Tasks.Count(task => task.Answers["sim-small"].Correct == true && task.Answers["sim-large"].Correct == false);

        // 0.2775·0.62·0.09 = 1.5 %, against 5.6 % if the models were independent.
        ((double)upsets / Count).ShouldBe(0.0155, 0.009);
    }

    [Fact]
    public void Synthesize_BothWrong_OftenSayTheSame()
    {
        var recording = RecordingSynthesizer.Synthesize(Tasks(Count), [Weak, Model("sim-other", 0.62, 100)], seed: 1);

        var bothWrong = recording.Tasks.Where(task => task.Answers.Values.All(answer => answer.Correct == false)).ToList();
        var same = bothWrong.Count(task => task.Answers["sim-small"].Output == task.Answers["sim-other"].Output);

        // 0.36 both tempted, and of the rest a third by chance: 0.57. Independent errors would agree in a third.
        bothWrong.Count.ShouldBeGreaterThan(400);
        ((double)same / bothWrong.Count).ShouldBe(0.57, 0.08);
    }

    [Fact]
    public void Synthesize_Answers_AreLabelsOfTheKindAndRightOnlyIfTheLabel()
    {
        var recording = RecordingSynthesizer.Synthesize(Tasks(Count), [Weak, Strong], seed: 1);

        var answers = recording.Tasks.SelectMany(task => task.Answers.Values, (task, answer) => (task, answer)).ToList();
        answers.ShouldAllBe(pair => Labels.Contains(pair.answer.Output));
        answers.ShouldAllBe(pair => (pair.answer.Output == pair.task.Label) == pair.answer.Correct);
        answers.Where(pair => pair.answer.Correct == false).Select(pair => pair.answer.Output).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public void Synthesize_Latency_HasTheStatedPercentiles()
    {
        var recording = RecordingSynthesizer.Synthesize(Tasks(Count), [Weak], seed: 1);

        var sorted = recording.Tasks.Select(task => task.Answers["sim-small"].LatencyMs!.Value).Order().ToList();
        sorted[Count / 2].ShouldBe(120, 8);
        sorted[Count * 95 / 100].ShouldBe(360, 40);
        sorted.ShouldAllBe(latency => latency >= 1 && Math.Floor(latency) == latency);
    }

    [Fact]
    public void Synthesize_Tokens_AreAQuarterOfTheCharactersTimesVerbosity()
    {
        var tasks = new[] { new RecordedTask { Id = "1", Kind = "k", Input = "123456789", Label = "praise" } };

        var recording = RecordingSynthesizer.Synthesize(tasks, [Strong with { DefaultSkill = 1 }], seed: 1);

        var answer = recording.Tasks[0].Answers["sim-large"];
        answer.InputTokens.ShouldBe(3);
        answer.OutputTokens.ShouldBe(6);
    }

    [Fact]
    public void Synthesize_OneLabelOnly_StillErrs()
    {
        var tasks = new[] { new RecordedTask { Id = "1", Kind = "k", Input = "x", Label = "yes" } };

        var recording = RecordingSynthesizer.Synthesize(tasks, [Weak with { DefaultSkill = 0 }], seed: 1);

        recording.Tasks[0].Answers["sim-small"].Output.ShouldBe("not yes");
    }

    [Fact]
    public void Synthesize_SkillByKind_GoesBeforeTheDefault()
    {
        var tasks = new[]
        {
            new RecordedTask { Id = "1", Kind = "sure", Input = "x", Label = "yes" },
            new RecordedTask { Id = "2", Kind = "hopeless", Input = "y", Label = "yes" },
        };
        var model = Weak with { DefaultSkill = 0, SkillByKind = new Dictionary<string, double> { ["sure"] = 1 } };

        var recording = RecordingSynthesizer.Synthesize(tasks, [model], seed: 1);

        recording.Tasks.Select(task => task.Answers["sim-small"].Correct).ShouldBe([true, false]);
    }

    [Fact]
    public void Synthesize_SameSeed_GivesTheBytesOfAnyOtherMachine()
    {
        using var folder = new TemporaryFolder();

        RecordingWriter.Write(RecordingSynthesizer.Synthesize(Tasks(200), [Weak, Strong], seed: 7), folder.Path);

        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folder.File("tasks.jsonl")))).ShouldBe("1beac5e54a21fca7db53c7400b58e6fb337dc29573f311469636473562277516");
    }

    [Fact]
    public void Synthesize_FewerTasksOrMoreModels_LeavesTheOtherAnswersAsTheyAre()
    {
        var all = RecordingSynthesizer.Synthesize(Tasks(Count), [Weak, Strong], seed: 7);
        var alone = RecordingSynthesizer.Synthesize(Tasks(Count), [Weak], seed: 7);
        var otherSeed = RecordingSynthesizer.Synthesize(Tasks(Count), [Weak], seed: 8);

        var answers = all.Tasks.Select(task => task.Answers["sim-small"]).ToList();
        alone.Tasks.Select(task => task.Answers["sim-small"]).ShouldBe(answers);
        otherSeed.Tasks.Select(task => task.Answers["sim-small"]).ShouldNotBe(answers);
    }

    [Fact]
    public void Synthesize_Market_NamesTheStrongTheWeakAndTheSimulation()
    {
        var market = RecordingSynthesizer.Synthesize(Tasks(10), [Strong, Weak], seed: 7, name: "demo").Market;

        market.Name.ShouldBe("demo");
        market.Strong.ShouldBe("sim-large");
        market.Weak.ShouldBe("sim-small");
        market.Source!.ShouldContain("simulated, no real model");
        market.Source!.ShouldContain("seed 7");
        market.Models["sim-small"].LatencyMsP95.ShouldBe(360);
    }

    [Fact]
    public void Synthesize_DefectiveArguments_AreRefusedByName()
    {
        Refused(Tasks(1), Weak with { Name = "gpt-9" }).ShouldContain("must start with 'sim-'");
        Refused(Tasks(1), Weak with { DefaultSkill = 1.1 }).ShouldContain("default skill is 1.1");
        Refused(Tasks(1), Weak with { LatencyMsP95 = 1 }).ShouldContain("below its median");
        Refused(Tasks(1), Weak with { Verbosity = 0 }).ShouldContain("verbosity is 0");
        Refused(Tasks(1), Weak with { InputUsdPerMTok = -1 }).ShouldContain("prices must be at least 0");
        Refused(Tasks(1), Weak with { DefaultSkill = null }).ShouldContain("no skill for the kind 'support'");
        Refused(Tasks(1), Weak, Weak).ShouldContain("'sim-small' is given to 2 models");
        Refused([new RecordedTask { Id = "t9", Kind = "k", Input = "x" }], Weak).ShouldContain("Task 't9' has no label");
    }

    private static string Refused(IReadOnlyList<RecordedTask> tasks, params SyntheticModel[] models) =>
        Should.Throw<ArgumentException>(() => RecordingSynthesizer.Synthesize(tasks, models, seed: 1)).Message;

    private static double Accuracy(Recording recording, string model) =>
        recording.Tasks.Count(task => task.Answers[model].Correct == true) / (double)recording.Tasks.Count;

    private static List<RecordedTask> Tasks(int count) => [.. Enumerable.Range(0, count).Select(number => new RecordedTask
    {
        Id = $"t{number}",
        Kind = "support",
        Input = $"Message number {number}",
        Label = Labels[number % Labels.Length],
    })];

    private static SyntheticModel Model(string name, double skill, double latencyMsP50) => new()
    {
        Name = name,
        DefaultSkill = skill,
        InputUsdPerMTok = 1,
        OutputUsdPerMTok = 2,
        LatencyMsP50 = latencyMsP50,
        LatencyMsP95 = latencyMsP50 * 3,
    };
}
