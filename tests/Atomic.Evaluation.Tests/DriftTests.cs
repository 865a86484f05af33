using System.Text.Json;
using Atomic.Evaluation.Drift;
using Atomic.Evaluation.Reports;

namespace Atomic.Evaluation.Tests;

public sealed class DriftTests
{
    private static readonly (string Name, double Skill, double CostUsd)[] s_apart = [("weak", 0.3, 0.001), ("strong", 0.8, 0.001)];

    private static readonly EvaluationOptions s_two = new() { Seeds = [1, 2], Parallelism = 2 };

    [Fact]
    public void Run_TheTwoModelsSwap_TheHouseFollowsAndTheFrozenOneDoesNot()
    {
        var set = SyntheticMarket.Of(4_000, seed: 3, s_apart);

        var drift = DriftEvaluation.Run(set, SwappedModels.BestAndWorst(set), s_two);

        drift.Models.ShouldBe(["strong", "weak"]);
        (drift.SwappedAfter, drift.TasksSince).ShouldBe((2_000, 2_000));
        drift.HasRegret.ShouldBeTrue();
        drift.RegretRate.Mean.ShouldBe(0.5, 0.15, "right on 0.8 and on 0.3, but for what both houses try");
        drift.TasksUntilRecovered.ShouldNotBeNull().ShouldBeInRange(1, 600);
        drift.Windows[^1].Regret.Mean.ShouldBeLessThan(0.1 * drift.RegretRate.Mean);
        drift.Windows[^1].Frozen.Mean.ShouldBeGreaterThan(0.6 * drift.RegretRate.Mean, "who learns nothing does not get over it");
    }

    [Fact]
    public void Run_ModelsThatAreAlikeSwap_ThereIsNothingToRecoverFrom()
    {
        var set = SyntheticMarket.Of(2_000, seed: 3, ("one", 0.6, 0.001), ("other", 0.6, 0.001));

        var drift = DriftEvaluation.Run(set, new SwappedModels(0, 1), s_two);

        drift.HasRegret.ShouldBeFalse();
        drift.TasksUntilRecovered.ShouldBeNull();
        drift.BySeed.ShouldAllBe(static tasks => tasks == null);
    }

    [Fact]
    public void Report_RegretThatDoesNotGo_IsSaidAndNotANumber()
    {
        var set = SyntheticMarket.Of(1_000, seed: 3, s_apart);
        var drift = DriftEvaluation.Run(set, SwappedModels.BestAndWorst(set), s_two) with { TasksUntilRecovered = null, BySeed = [210, null] };
        var report = PairEvaluation.Run(set, s_two) with { Drift = drift };

        EvaluationTable.Of(report)[^1].Title.ShouldContain("is not gone within 500 tasks");
        EvaluationTable.Of(report)[^1].Rows[^1][1].ShouldBe("210, –");
        using var json = JsonDocument.Parse(EvaluationJson.Of(report));
        json.RootElement.GetProperty("drift").GetProperty("tasksUntilRecovered").ValueKind.ShouldBe(JsonValueKind.Null);
        json.RootElement.GetProperty("drift").GetProperty("tasksUntilRecoveredOnAverage").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void Run_FewTasks_IsRefused()
    {
        var set = SyntheticMarket.Of(DriftEvaluation.FewestTasks - 1, seed: 3, s_apart);

        Should.Throw<ArgumentException>(() => DriftEvaluation.Run(set, new SwappedModels(0, 1), s_two)).Message.ShouldContain("399");
    }

    [Fact]
    public void Swap_ATasksOutcomes_AnswersChangePlacesAndCostsStay()
    {
        var set = SyntheticMarket.Of(50, seed: 3, SyntheticMarket.Three);

        foreach (var task in set.Tasks)
        {
            var swapped = new SwappedModels(0, 2).Swap(task.Outcomes);

            (swapped[0].Output, swapped[0].IsRight, swapped[0].CostUsd).ShouldBe((task.Outcomes[2].Output, task.Outcomes[2].IsRight, task.Outcomes[0].CostUsd));
            (swapped[2].Output, swapped[2].IsRight, swapped[2].CostUsd).ShouldBe((task.Outcomes[0].Output, task.Outcomes[0].IsRight, task.Outcomes[2].CostUsd));
            swapped[1].ShouldBe(task.Outcomes[1]);
        }
    }

    [Theory]
    [InlineData(new[] { 1.0, 1, 1, 0, 0, 0, 0, 0, 0, 0 }, 3)]
    [InlineData(new[] { 1.0, 0, 1, 0, 0, 0, 0, 0, 0, 0 }, 3)] // one lucky figure is no recovery
    [InlineData(new[] { 0.0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, 0)]
    public void FirstAtMost_FiguresThatFall_IsWhereTheyStayLow(double[] figures, int expected) => FallingFit.FirstAtMost(figures, 0.1).ShouldBe(expected);

    [Theory]
    [InlineData(new[] { 1.0, 1, 1, 1, 1, 1, 1, 1, 1, 1 })]
    [InlineData(new[] { 0.0, 0, 0, 0, 0, 1, 1, 1, 1, 1 })] // low at first and high for good
    public void FirstAtMost_FiguresThatStay_IsNone(double[] figures) => FallingFit.FirstAtMost(figures, 0.1).ShouldBeNull();

    [Fact]
    public void Report_WithADrift_TellsItInJsonTableAndPlot()
    {
        var set = SyntheticMarket.Of(1_000, seed: 3, s_apart);
        var drift = DriftEvaluation.Run(set, SwappedModels.BestAndWorst(set), s_two);
        var report = PairEvaluation.Run(set, s_two) with { Drift = drift };

        using var json = JsonDocument.Parse(EvaluationJson.Of(report));
        var told = json.RootElement.GetProperty("drift");
        told.GetProperty("models").EnumerateArray().Select(static model => model.GetString()).ShouldBe(["strong", "weak"]);
        told.GetProperty("windows").GetArrayLength().ShouldBe(drift.Windows.Count);
        told.GetProperty("tasksUntilRecoveredOnAverage").GetInt32().ShouldBe(drift.TasksUntilRecovered!.Value);
        EvaluationTable.Of(report)[^1].Title.ShouldContain("swap what they do after 500 tasks");
        DriftPlot.Of("little", drift).ShouldContain("nothing learned");
    }
}
