using Atomic.Core.Specialists;
using CsCheck;

namespace Atomic.Core.Tests.Specialists;

public sealed class ConfidenceCalibratorTests
{
    [Fact]
    public void Estimate_NothingSeen_AnythingIsPossible() => new ConfidenceCalibrator().Estimate(0.99).Low.ShouldBe(0);

    [Fact]
    public void Estimate_ConfidenceThatBrags_TellsWhatItDelivered()
    {
        var calibrator = new ConfidenceCalibrator();
        var random = new Random(5);
        for (var i = 0; i < 2_000; i++)
        {
            var confidence = random.NextDouble();
            calibrator.Add(confidence, random.NextDouble() < confidence / 2);
        }
        calibrator.Estimate(0.96).Expected.ShouldBe(0.45, 0.2);
        calibrator.Estimate(0.96).High.ShouldBeLessThan(0.8);
        calibrator.Estimate(0.15).Expected.ShouldBeLessThan(0.25);
    }

    [Fact]
    public void Estimate_KnownProbability_IntervalHoldsItInMostRuns()
    {
        var held = Enumerable.Range(0, 400).Count(static seed =>
        {
            var random = new Random(seed);
            var calibrator = new ConfidenceCalibrator();
            for (var i = 0; i < 300; i++)
            {
                // The bins' own probabilities: 0.55 below and 0.85 from 0.9 on.
                var confidence = random.Next(2) == 0 ? 0.55 : 0.93;
                calibrator.Add(confidence, random.NextDouble() < (confidence > 0.9 ? 0.85 : 0.55));
            }
            var estimate = calibrator.Estimate(0.93);
            return estimate.Low <= 0.85 && estimate.High >= 0.85;
        });
        held.ShouldBeGreaterThan(340); // 90% of 400, less four standard deviations
    }

    [Fact]
    public void Evidence_AnyOutcomes_ShareNeverFallsWithConfidence() =>
        Gen.Select(Gen.Double[0, 1], Gen.Bool).Array[0, 300].Sample(static outcomes =>
        {
            var calibrator = new ConfidenceCalibrator();
            foreach (var (confidence, right) in outcomes) calibrator.Add(confidence, right);
            var last = 0.0;
            for (var confidence = 0.0; confidence <= 1; confidence += 0.01)
            {
                var evidence = calibrator.Evidence(confidence);
                if (!(evidence.Total > 0)) continue;
                var share = evidence.Good / evidence.Total;
                share.ShouldBeGreaterThanOrEqualTo(last - 1e-9);
                last = share;
            }
        });

    [Fact]
    public void Add_OutcomesThatTurn_OldOnesFade()
    {
        var calibrator = new ConfidenceCalibrator();
        for (var i = 0; i < 1_000; i++) calibrator.Add(0.95, true);
        calibrator.Estimate(0.95).Low.ShouldBeGreaterThan(0.95);
        for (var i = 0; i < 400; i++) calibrator.Add(0.95, false);
        calibrator.Estimate(0.95).High.ShouldBeLessThan(0.25);
    }
}
