using Atomic.Evaluation.Reports;
using Atomic.Evaluation.Streams;
using Atomic.Evaluation.Takeover;

namespace Atomic.Evaluation.Tests;

public sealed class TakeoverTests
{
    private static readonly string[][] s_words =
    [
        ["invoice", "refund", "charged", "payment", "amount"],
        ["parcel", "courier", "tracking", "delivery", "address"],
        ["crash", "screen", "error", "battery", "restart"],
    ];

    private static readonly string[] s_shared = ["please", "could", "you", "help", "me", "with", "this", "today", "thanks", "order"];

    [Fact]
    public void Run_TextsThatCanBeToldApart_TakesOverAndKeepsTheFloor()
    {
        var report = TakeoverEvaluation.Run(Set(1_500), 0.95, Options());

        report.Atomic.CallsWhole.Mean.ShouldBeLessThan(0.35);
        report.Atomic.CallsLastHalf.Mean.ShouldBeLessThan(report.Atomic.CallsWhole.Mean);
        report.Atomic.LeastPrecision.ShouldNotBeNull().ShouldBeGreaterThan(0.95);
        report.Atomic.Audits.Mean.ShouldBeGreaterThan(0.005);
        report.Stream[0].Calls.ShouldBe(1);
        report.Promises.Sum(static point => point.Answers).ShouldBeGreaterThan(1_000);
        report.Baselines.Select(static baseline => baseline.Name).ShouldBe(["confidence threshold", "same share at random", "same share, majority label"]);
        report.Baselines[2].Figures.Accuracy.Mean.ShouldBeLessThan(report.Atomic.Accuracy.Mean);
    }

    [Fact]
    public void Run_ShuffledLabels_NeverTakesOver()
    {
        var report = TakeoverEvaluation.Run(Set(1_500, shuffled: true), 0.95, Options());

        report.Atomic.CallsWhole.Mean.ShouldBe(1);
        report.Atomic.Precision.ShouldBeNull();
        report.Promises.ShouldBeEmpty();
    }

    [Fact]
    public void Run_Twice_IsTheSame() =>
        EvaluationJson.Of(TakeoverEvaluation.Run(Set(400), 0.9, Options())).ShouldBe(EvaluationJson.Of(TakeoverEvaluation.Run(Set(400), 0.9, Options())));

    [Fact]
    public void Run_Bandit_IsToldOnlyWhatTheTeacherWasAsked()
    {
        var told = new List<string>();
        var steps = TakeoverRun.Run(Set(100).Tasks, new Every(2, told), FeedbackMode.Bandit, TestContext.Current.CancellationToken);

        told.Count.ShouldBe(50);
        steps.Count(static step => step.IsTeacherAsked).ShouldBe(50);
        told.Clear();
        TakeoverRun.Run(Set(100).Tasks, new Every(2, told), FeedbackMode.Full, TestContext.Current.CancellationToken);
        told.Count.ShouldBe(100);
    }

    [Fact]
    public void Run_InputsOutOfScope_AreToldOfAndLeftOutBeside()
    {
        var set = Set(600);
        set = set with { Tasks = [.. set.Tasks.Select((task, i) => i % 20 == 0 ? task with { Input = $"zq{i} wv{i * 7} kx{i * 3}", Taught = "oos", Gold = "oos", IsOutOfScope = true } : task)] };

        var report = TakeoverEvaluation.Run(set, 0.95, Options());
        var figures = report.OutOfScope.ShouldNotBeNull();

        report.Atomic.LeastPrecision.ShouldNotBeNull().ShouldBeGreaterThan(0.95);
        figures.Tasks.ShouldBe(30);
        figures.Answered.Mean.ShouldBeInRange(0, 1);
        figures.Without.CallsWhole.Mean.ShouldBeInRange(0, 1);
    }

    [Fact]
    public void Of_ATeacherThatErrs_TellsRightFromAsTaught()
    {
        TakeoverStep[] run =
        [
            new(IsTeacherAsked: true, IsAudit: false, IsRight: false, IsAsTaught: true, 0, IsOutOfScope: false),
            new(IsTeacherAsked: true, IsAudit: true, IsRight: true, IsAsTaught: true, 0, IsOutOfScope: false),
            new(IsTeacherAsked: false, IsAudit: false, IsRight: true, IsAsTaught: false, 0.9, IsOutOfScope: false),
            new(IsTeacherAsked: false, IsAudit: false, IsRight: true, IsAsTaught: true, 0.9, IsOutOfScope: false),
        ];

        var figures = TakeoverFigures.Of([run]);

        (figures.CallsWhole.Mean, figures.CallsLastHalf.Mean, figures.Audits.Mean, figures.Accuracy.Mean).ShouldBe((0.5, 0, 0.25, 0.75));
        (figures.Precision!.Value.Mean, figures.GoldPrecision!.Value.Mean, figures.LeastPrecision).ShouldBe((0.5, 1, 0.5));
    }

    [Fact]
    public void Plots_AnyTakeover_AreDrawn()
    {
        var report = TakeoverEvaluation.Run(Set(300), 0.95, Options());

        EvaluationPlot.Of(report).ShouldContain("teacher calls");
        TakeoverPlots.Reliability(report).ShouldContain("promised probability");
        EvaluationMarkdown.Of(report).ShouldContain("the specialist learns from the gold label");
    }

    private static EvaluationOptions Options() => new() { Seeds = [1, 2] };

    private static TakeoverSet Set(int count, bool shuffled = false)
    {
        var random = new Random(7);
        var tasks = Enumerable.Range(0, count).Select(i =>
        {
            var label = random.Next(s_words.Length);
            string[] words = [.. Enumerable.Range(0, 6).Select(_ => Pick(s_shared)), Pick(s_words[label]), Pick(s_words[label])];
            random.Shuffle(words);
            var name = $"label-{(shuffled ? random.Next(s_words.Length) : label)}";
            return new TakeoverTask($"{i}", "mail", string.Join(' ', words), name, name, IsTeacherRight: true, IsOutOfScope: false);
        });
        return new TakeoverSet { Name = "mails", Teacher = "label", IsGoldTeacher = true, Tasks = [.. tasks] };

        string Pick(string[] words) => words[random.Next(words.Length)];
    }

    private sealed class Every(int step, List<string> told) : ITakeover
    {
        private int _count;

        public TakeoverChoice Choose(string id, string kind, string input) => _count++ % step == 0 ? default : new TakeoverChoice("label-0", IsAudit: false, 0.5);

        public void Learn(string input, string label) => told.Add(label);
    }
}
