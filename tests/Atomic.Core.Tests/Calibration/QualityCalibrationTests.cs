using Atomic.Core.Calibration;
using CsCheck;

namespace Atomic.Core.Tests.Calibration;

public sealed class QualityCalibrationTests
{
    [Fact]
    public void Figures_AnyStream_BrierIsTheSumOfItsParts() => Promised.Stream.Sample(static stream =>
    {
        var record = CalibrationRecord.None.After(stream);
        var figures = QualityFigures.Of(record.Quality).ShouldNotBeNull();

        // From the stream itself: each judgement weighs what the later ones left of it.
        var weights = new double[stream.Length];
        var left = 1.0;
        for (var i = stream.Length - 1; i >= 0; i--)
        {
            weights[i] = stream[i].Trust * left;
            left *= 1 - (stream[i].Trust * (1 - CalibrationUpdate.Retention));
        }

        var total = weights.Sum();
        double Mean(Func<(double Promised, double Score, double Trust), double> of) => stream.Select((one, i) => weights[i] * of(one)).Sum() / total;
        double SumOf(IEnumerable<int> places, Func<(double Promised, double Score, double Trust), double> of) => places.Sum(i => weights[i] * of(stream[i]));
        var right = Mean(static one => one.Score);
        var (reliability, resolution, within) = (0.0, 0.0, 0.0);
        foreach (var tenth in Enumerable.Range(0, stream.Length).GroupBy(i => Math.Min((int)(stream[i].Promised * 10), 9)))
        {
            var weight = tenth.Sum(i => weights[i]);
            var promised = SumOf(tenth, static one => one.Promised) / weight;
            var delivered = SumOf(tenth, static one => one.Score) / weight;
            reliability += weight * (promised - delivered) * (promised - delivered) / total;
            resolution += weight * (delivered - right) * (delivered - right) / total;
            within += SumOf(tenth, one => ((one.Promised - promised) * (one.Promised - promised)) - (2 * (one.Score - delivered) * (one.Promised - promised))) / total;
        }

        figures.Weight.ShouldBe(total, 1e-6);
        figures.Brier.ShouldBe(Mean(static one => (one.Score * (1 - one.Promised) * (1 - one.Promised)) + ((1 - one.Score) * one.Promised * one.Promised)), 1e-9);
        figures.Reliability.ShouldBe(reliability, 1e-9);
        figures.Resolution.ShouldBe(resolution, 1e-9);
        figures.Uncertainty.ShouldBe(right * (1 - right), 1e-9);
        figures.WithinTenths.ShouldBe(within, 1e-9);
        figures.Brier.ShouldBe(reliability - resolution + (right * (1 - right)) + within, 1e-9);
    });

    [Fact]
    public void Figures_OnePromisePerTenth_BrierIsMurphysThreeParts()
    {
        var record = CalibrationRecord.None;
        for (var i = 0; i < 1000; i++) record = record.After(Promised.Judgement((0.5 + (i % 10)) / 10, i % 3 == 0 ? 1 : 0));

        var figures = QualityFigures.Of(record.Quality)!;

        figures.WithinTenths.ShouldBe(0, 1e-12);
        figures.Curve.Count.ShouldBe(10);
        figures.Reliability.ShouldBeGreaterThan(0.05);
    }

    [Fact]
    public void Figures_EveryPromiseIsKept_CalibrationErrorGoesToNothing()
    {
        var errors = new List<double>();
        foreach (var judged in (int[])[30, 300, 3000])
        {
            // Promises of a half with one of two right, and so on, in turn.
            var record = CalibrationRecord.None;
            for (var i = 0; i < judged; i++)
            {
                var (promised, run) = (i % 3) switch { 0 => (0.25, 4), 1 => (0.5, 2), _ => (0.75, 4) };
                record = record.After(Promised.Judgement(promised, (i / 3 % run) < promised * run ? 1 : 0));
            }

            errors.Add(QualityFigures.Of(record.Quality)!.CalibrationError);
        }

        errors[0].ShouldBeLessThan(0.15);
        errors[1].ShouldBeLessThan(0.02);
        errors[2].ShouldBeLessThan(0.02);
    }

    [Fact]
    public void Figures_OverPromises_AreTheErrorAndTheReliability()
    {
        var figures = QualityFigures.Of(Promised.Delivering(0.95, 0.75, 4000).Quality)!;

        figures.MeanPromised.ShouldBe(0.95, 1e-9);
        figures.Right.ShouldBe(0.75, 0.01);
        figures.CalibrationError.ShouldBe(0.2, 0.01);
        figures.Reliability.ShouldBe(0.04, 0.005);
        figures.Resolution.ShouldBe(0, 1e-12);
        figures.Brier.ShouldBe(0.75 * 0.05 * 0.05 + 0.25 * 0.95 * 0.95, 0.01);
        figures.LogLoss.ShouldBe(-((0.75 * Math.Log(0.95)) + (0.25 * Math.Log(0.05))), 0.03);
        figures.Judged.ShouldBe(4000);
    }

    [Fact]
    public void Figures_NothingJudged_AreNone() => QualityFigures.Of(QualityCalibration.None).ShouldBeNull();

    [Fact]
    public void After_AnyStream_StaysBoundedFiniteAndInOrder() => Promised.Stream.Sample(static stream =>
    {
        var quality = CalibrationRecord.None.After(stream).Quality;

        quality.Bins.Count.ShouldBeInRange(1, ReliabilityBin.Count);
        quality.Bins.Select(static bin => bin.Tenth).ShouldBe(quality.Bins.Select(static bin => bin.Tenth).Order());
        quality.Bins.ShouldAllBe(static bin => bin.Weight > 0 && bin.Right >= 0 && bin.Right <= 1 && ReliabilityBin.TenthOf(bin.Promised) == bin.Tenth);
        quality.Weight.ShouldBeLessThanOrEqualTo(1 / (1 - CalibrationUpdate.Retention));
        quality.Brier.ShouldBeInRange(0, 1);
        double.IsFinite(quality.LogLoss).ShouldBeTrue();
    });

    [Fact]
    public void After_CertainAndWrong_LossIsFinite() =>
        CalibrationRecord.None.After(Promised.Judgement(1, 0)).Quality.LogLoss.ShouldBe(-Math.Log(1e-6), 1e-6);

    [Fact]
    public void After_TenthsThatAreNotPromisedAnyMore_AreForgotten()
    {
        var quality = CalibrationRecord.None.After([(0.1, 1.0, 1.0)]).After(Enumerable.Repeat((0.9, 1.0, 1.0), 8000)).Quality;

        quality.Bins.Single().Tenth.ShouldBe(9);
        quality.Judged.ShouldBe(8001);
    }

    [Fact]
    public void After_TheKindLearnedMuchSince_OldEvidenceHasFaded()
    {
        var old = CalibrationRecord.None.After(Promised.Judgement(0.9, 1), version: 1).Quality;

        var later = old.After(0.9, 0, 1, version: 1387);

        later.Bins.Single().Right.ShouldBe(1.0 / 3, 0.005, "half of the old weight is left");
    }

    [Fact]
    public void After_ImpossiblePromises_AreIgnored()
    {
        foreach (var promised in (double[])[double.NaN, -0.1, 1.1, double.PositiveInfinity])
            CalibrationRecord.None.After(Promised.Judgement(promised, 1)).ShouldBeSameAs(CalibrationRecord.None);
        CalibrationRecord.None.After(Promised.Judgement(0.5, double.NaN)).ShouldBeSameAs(CalibrationRecord.None);
        CalibrationRecord.None.After(Promised.Judgement(0.5, 1, trust: 0)).ShouldBeSameAs(CalibrationRecord.None);
        CalibrationRecord.None.After(Promised.Judgement(0.5, 1, trust: double.NaN)).ShouldBeSameAs(CalibrationRecord.None);
    }
}
