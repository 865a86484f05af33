using Atomic.Core.Calibration;
using CsCheck;

namespace Atomic.Core.Tests.Calibration;

public sealed class RecalibrationTests
{
    [Theory]
    [InlineData(0.95, 0.75)]
    [InlineData(0.99, 0.6)]
    [InlineData(0.9, 0.05)]
    [InlineData(0.6, 0.3)]
    public void Recalibrated_OverPromiser_ComesCloserToWhatItDeliversTheMoreIsKnown(double promised, double delivered)
    {
        var worths = ((int[])[40, 200, 5000]).Select(judged => Recalibration.Recalibrated(promised, Promised.Delivering(promised, delivered, judged))).ToArray();

        worths.ShouldBe(worths.OrderDescending());
        worths[0].ShouldBeLessThan(promised);
        worths[^1].ShouldBeInRange(delivered, delivered + 0.06);
    }

    [Fact]
    public void Recalibrated_TooSureAtBothEnds_IsLoweredWhereItPromisesTooMuchOnly()
    {
        // Promises of 0.99 are worth 0.85; those of 0.6 are kept.
        var record = CalibrationRecord.None;
        for (var i = 0; i < 2000; i++)
            record = i % 2 == 0 ? record.After(Promised.Judgement(0.99, 0.85)) : record.After(Promised.Judgement(0.6, 0.6));

        var recalibration = Recalibration.Of(record);

        recalibration.Apply(0.99).ShouldBe(0.85, 0.03);
        recalibration.Apply(0.6).ShouldBe(0.6, 0.02);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(0.99)]
    public void Recalibrated_Honest_IsLeftAlmostAsItIs(double promised)
    {
        // Honest by chance: as many streams as there are seeds, and little taken off in the mean.
        var taken = 0.0;
        for (var seed = 0; seed < 40; seed++)
        {
            var draws = new Random(seed);
            var record = CalibrationRecord.None;
            for (var i = 0; i < 400; i++) record = record.After(Promised.Judgement(promised, draws.NextDouble() < promised ? 1 : 0));
            taken += promised - Recalibration.Recalibrated(promised, record);
        }

        (taken / 40).ShouldBeInRange(0, 0.006);
    }

    [Fact]
    public void Recalibrated_UnderPromiser_IsNotLifted() =>
        Recalibration.Recalibrated(0.6, Promised.Delivering(0.6, 0.95, 1000)).ShouldBe(0.6);

    [Fact]
    public void Recalibrated_ThinEvidence_TakesNothingOff()
    {
        Recalibration.Recalibrated(0.95, Promised.Delivering(0.95, 0, 20)).ShouldBe(0.95, "forgetting leaves a little less than 20");
        Recalibration.Recalibrated(0.95, Promised.Delivering(0.95, 0, 25)).ShouldBeLessThan(0.7);
        Recalibration.Of(CalibrationRecord.None).ShouldBe(Recalibration.None);
    }

    [Fact]
    public void Recalibrated_TheKindLearnedMuchSince_IsHeardAgain()
    {
        var record = Promised.Delivering(0.95, 0.2, 250);

        Recalibration.Recalibrated(0.95, record).ShouldBeLessThan(0.4);
        Recalibration.Recalibrated(0.95, record, version: 10_000).ShouldBe(0.95);
    }

    [Fact]
    public void Apply_AnyHistory_NeverLiftsKeepsTheOrderAndABound() =>
        Gen.Select(Promised.Stream, Gen.Double[0, 1], Gen.Double[0, 1]).Sample(static (stream, one, other) =>
        {
            var recalibration = Recalibration.Of(CalibrationRecord.None.After(stream));
            var (less, more) = (Math.Min(one, other), Math.Max(one, other));

            recalibration.Apply(less).ShouldBeInRange(Recalibration.LeastKept * less, less);
            recalibration.Apply(less).ShouldBeLessThanOrEqualTo(recalibration.Apply(more));
            recalibration.Slope.ShouldBeGreaterThanOrEqualTo(0);
        });

    [Fact]
    public void Apply_PromisesThatMeanTheOpposite_AreAllTakenForTheSame()
    {
        var record = CalibrationRecord.None;
        for (var i = 0; i < 2000; i++) record = record.After(i % 2 == 0 ? Promised.Judgement(0.95, 0) : Promised.Judgement(0.55, 1));

        var recalibration = Recalibration.Of(record);

        recalibration.Slope.ShouldBe(0);
        recalibration.Apply(0.95).ShouldBe(0.5, 0.06);
        recalibration.Apply(0.9).ShouldBe(recalibration.Apply(0.95), 1e-9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Apply_Ends_StayProbabilities(double promised) =>
        Recalibration.Of(Promised.Delivering(0.9, 0.4, 500)).Apply(promised).ShouldBeInRange(0, promised);
}
