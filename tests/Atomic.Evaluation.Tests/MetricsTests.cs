using Atomic.Evaluation.Baselines;
using Atomic.Evaluation.Metrics;
using Atomic.Evaluation.Sets;

namespace Atomic.Evaluation.Tests;

public sealed class MetricsTests
{
    private static readonly CurvePoint[] s_points = [new(1, 0.5), new(2, 0.55), new(3, 0.7), new(4, 0.65)];

    [Fact]
    public void Hull_OfPoints_LeavesOutWhatLiesBelow()
    {
        var hull = Hull.Of(s_points);

        hull.Points.ShouldBe([new(1, 0.5), new(3, 0.7)]);
        hull.At(2)!.Value.ShouldBe(0.6, 1e-12);
    }

    [Fact]
    public void At_BelowTheCheapest_IsUnknown() => new Curve(s_points).At(0.9).ShouldBeNull();

    [Fact]
    public void At_BeyondTheDearest_IsTheDearest() => new Curve(s_points).At(9).ShouldBe(0.65);

    [Fact]
    public void CostOf_AnAccuracyBetweenPoints_IsBetweenTheirCosts()
    {
        var curve = new Curve(s_points);

        curve.CostOf(0.625)!.Value.ShouldBe(2.5, 1e-12);
        curve.CostOf(0.9).ShouldBeNull();
    }

    [Fact]
    public void Of_SeveralValues_IsMeanAndSampleDeviation()
    {
        var figure = MeanSd.Of([1, 2, 3, 4])!.Value;

        figure.Mean.ShouldBe(2.5);
        figure.Sd.ShouldBe(Math.Sqrt(5.0 / 3), 1e-12);
        MeanSd.Of([1, null]).ShouldBeNull();
    }

    [Fact]
    public void Of_TheDiagonal_IsTheTossOfACoin()
    {
        var figures = PairFigures.Of([new(0.5, 0.6)], weak: 0.5, strong: 0.7);

        figures.Apgr!.Value.ShouldBe(0.5, 1e-12);
        figures.Cpt50!.Value.ShouldBe(0.5, 1e-12);
        figures.Cpt80!.Value.ShouldBe(0.8, 1e-12);
    }

    [Fact]
    public void Of_AllGainAtTheFirstFifth_IsTheTrapezoidsAboveIt()
    {
        var figures = PairFigures.Of([new(0.2, 0.7)], weak: 0.5, strong: 0.7);

        // Over the first two deciles from 0 to 1 straight, and 1 over the other eight.
        figures.Apgr!.Value.ShouldBe(0.1 + 0.8, 1e-12);
        figures.Cpt50!.Value.ShouldBe(0.1, 1e-12);
    }

    [Fact]
    public void Of_AStrongModelWithoutALead_IsUnknown() => PairFigures.Of([new(0.5, 0.6)], weak: 0.7, strong: 0.7).ShouldBe(new PairFigures(null, null, null));

    [Fact]
    public void RandomRouter_OverManyTasks_HasAnApgrOfOneHalf()
    {
        var set = SyntheticMarket.Of(20_000, seed: 5, SyntheticMarket.Two);

        Apgr(set, RandomRouter.Of(set.Tasks, cheap: 0, good: 1, seed: 3)).ShouldBe(0.5, 0.03);
    }

    [Fact]
    public void Oracle_OfTwo_IsAboveEveryOtherRouter()
    {
        var set = SyntheticMarket.Of(5_000, seed: 5, SyntheticMarket.Two);

        Apgr(set, Oracle.Of(set.Tasks, cheap: 0, good: 1)).ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public void LengthRouter_WhereLongTextsAreHard_IsAboveTheTossOfACoin()
    {
        var set = SyntheticMarket.Of(5_000, seed: 5, SyntheticMarket.Two);

        Apgr(set, LengthRouter.Of(set.Tasks, cheap: 0, good: 1)).ShouldBeGreaterThan(0.55);
    }

    private static double Apgr(EvaluationSet set, Curve curve)
    {
        var (cheap, good) = (set.CostOf(0), set.CostOf(1));
        return PairFigures.Of(curve.Points.Select(point => point with { Cost = (point.Cost - cheap) / (good - cheap) }), set.AccuracyOf(0), set.AccuracyOf(1)).Apgr!.Value;
    }
}
