using System.Text.Json;
using System.Xml.Linq;
using Atomic.Core.Plans;
using Atomic.Evaluation.Reports;
using Atomic.Evaluation.Routing;
using Atomic.Evaluation.Sets;
using Atomic.Evaluation.Streams;

namespace Atomic.Evaluation.Tests;

public sealed class EvaluationTests
{
    private static readonly EvaluationOptions s_two = new() { Seeds = [1, 2], Parallelism = 2 };

    private static readonly EvaluationOptions s_allPlans = s_two with { Routing = new RoutingSettings { PlanForms = [PlanForm.Agree, PlanForm.Vote] } };

    [Fact]
    public void Run_MarketOfWhichTwoAgreeOften_ReachesMoreThanSingleModels()
    {
        var set = SyntheticMarket.Of(3_000, seed: 2, SyntheticMarket.Three);

        var single = MarketEvaluation.Run(set, s_two);
        var all = MarketEvaluation.Run(set, s_allPlans);

        var (at, hull) = (all.Curve[^1].Accuracy!.Value.Mean, all.Curve[^1].Hull!.Value);
        all.Curve[^1].PlanHull!.Value.ShouldBeGreaterThan(hull + 0.01, "there is something to be had by plans");
        at.ShouldBeGreaterThan(single.Curve[^1].Accuracy!.Value.Mean);
        at.ShouldBeLessThan(all.Oracle.Accuracy);
    }

    [Fact]
    public void Run_OutcomesDealtOutAnew_GainsNothingOverTheHull()
    {
        var set = SyntheticMarket.Shuffled(SyntheticMarket.Of(3_000, seed: 2, SyntheticMarket.Three), seed: 7);

        var report = MarketEvaluation.Run(set, s_two);

        foreach (var point in report.Curve.Where(static point => point is { Accuracy: not null, Hull: not null }))
            point.Accuracy!.Value.Mean.ShouldBeLessThan(point.Hull!.Value + 0.015, $"at {point.CostShare:0%}; the deviation of 3,000 tasks is 0.008");
    }

    [Fact]
    public void Run_PairWithOutcomesDealtOutAnew_IsTheTossOfACoin()
    {
        var set = SyntheticMarket.Shuffled(SyntheticMarket.Of(6_000, seed: 2, SyntheticMarket.Two), seed: 7);

        var report = PairEvaluation.Run(set, s_two);

        report.Atomic.ApgrWhole!.Value.Mean.ShouldBe(0.5, 0.05);
    }

    [Fact]
    public void Run_PairWithFullFeedback_SpendsWhatItIsGiven()
    {
        var report = PairEvaluation.Run(SyntheticMarket.Of(3_000, seed: 2, SyntheticMarket.Two), s_two with { Feedback = FeedbackMode.Full });

        report.Strong.ShouldBe("dear");
        foreach (var point in report.Achieved)
            point.CostShare.Mean.ShouldBe(point.Target, 0.1, $"of {point.Target:0%}");
    }

    [Fact]
    public void Run_PairWithBanditFeedback_SpendsNoMoreThanItIsGiven()
    {
        var report = PairEvaluation.Run(SyntheticMarket.Of(3_000, seed: 2, SyntheticMarket.Two), s_two);

        // Less is spent where the strong model has been unlucky in its first tries.
        foreach (var point in report.Achieved)
            point.CostShare.Mean.ShouldBeLessThan(point.Target + 0.05, $"of {point.Target:0%}");
    }

    [Fact]
    public void Run_Twice_GivesTheSameReport()
    {
        var set = SyntheticMarket.Of(500, seed: 2, SyntheticMarket.Three);

        EvaluationJson.Of(MarketEvaluation.Run(set, s_allPlans)).ShouldBe(EvaluationJson.Of(MarketEvaluation.Run(set, s_allPlans with { Parallelism = 1 })));
    }

    [Fact]
    public void Json_OfAMarket_HasTheDocumentedMembers()
    {
        using var json = JsonDocument.Parse(EvaluationJson.Of(MarketEvaluation.Run(SyntheticMarket.Of(200, seed: 2, SyntheticMarket.Three), s_two)));

        var root = json.RootElement;
        root.GetProperty("name").GetString().ShouldBe("synthetic");
        root.GetProperty("kind").GetString().ShouldBe("market");
        root.GetProperty("feedback").GetString().ShouldBe("bandit");
        root.GetProperty("seeds").GetInt32().ShouldBe(2);
        root.GetProperty("models").GetArrayLength().ShouldBe(3);
        var curve = root.GetProperty("curve").EnumerateArray().ToList();
        curve.ConvertAll(static point => point.GetProperty("costShare").GetDouble()).ShouldBe([0.25, 0.5, 0.75, 1]);
        curve[^1].GetProperty("accuracy").GetProperty("mean").GetDouble().ShouldBeInRange(0, 1);
        curve[^1].GetProperty("accuracy").GetProperty("sd").GetDouble().ShouldBeGreaterThanOrEqualTo(0);
        curve[^1].GetProperty("hull").GetProperty("mean").GetDouble().ShouldBeInRange(0, 1);
    }

    [Fact]
    public void Json_OfAPair_HasTheDocumentedMembersAndTheSameForEveryBaseline()
    {
        using var json = JsonDocument.Parse(EvaluationJson.Of(PairEvaluation.Run(SyntheticMarket.Of(200, seed: 2, SyntheticMarket.Two), s_two)));

        var root = json.RootElement;
        root.GetProperty("kind").GetString().ShouldBe("pair");
        var baselines = root.GetProperty("baselines");
        foreach (var router in (JsonElement[])[root, baselines.GetProperty("random"), baselines.GetProperty("length"), baselines.GetProperty("oracle")])
        {
            router.GetProperty("apgr").GetProperty("whole").GetProperty("mean").ValueKind.ShouldBe(JsonValueKind.Number);
            router.GetProperty("apgr").GetProperty("lastHalf").GetProperty("sd").ValueKind.ShouldBe(JsonValueKind.Number);
            router.TryGetProperty("cpt50", out _).ShouldBeTrue();
            router.TryGetProperty("cpt80", out _).ShouldBeTrue();
        }
    }

    [Fact]
    public void PlotAndMarkdown_OfHostileNames_StayTextInTheirPlaces()
    {
        const string Hostile = "</text><script>alert(1)</script>|a";
        EvaluationSet set = SyntheticMarket.Of(200, seed: 2, SyntheticMarket.Three) with { Name = Hostile };

        var report = MarketEvaluation.Run(set, s_two);

        var plot = XDocument.Parse(EvaluationPlot.Of(report));
        plot.Descendants().ShouldNotContain(static element => element.Name.LocalName == "script");
        plot.Descendants().ShouldContain(static element => element.Value == Hostile);
        EvaluationMarkdown.Of(report).Split('\n')[0].ShouldContain("\\<script\\>alert(1)\\</script\\>\\|a");
    }
}
