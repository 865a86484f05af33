using Atomic.Core.Bids;
using Atomic.Core.Calibration;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using CsCheck;

namespace Atomic.Core.Tests.Calibration;

public sealed class IntervalCalibrationTests
{
    private static readonly Bid Bid = Promised.Bid(0.9);

    [Fact]
    public void Settled_Actuals_AreComparedWithTheBid()
    {
        var record = After(Promised.Attempt(costUsd: 0.0015, latencySeconds: 4), Promised.Attempt(costUsd: 0.0005, latencySeconds: 1));

        var cost = CostFigures.Of(record.Cost)!;
        cost.Counted.ShouldBe(2);
        cost.MeanRelativeError.ShouldBe(((0.5 * 0.996) - 0.5) / 1.996, 1e-9);
        cost.MeanAbsoluteRelativeError.ShouldBe(0.5, 1e-9);
        cost.MeanAbsoluteErrorUsd.ShouldBe(0.0005, 1e-12);
        cost.Interval.ShouldBe(new IntervalShares(1 / 1.996, 0, 0.996 / 1.996));
        var latency = LatencyFigures.Of(record.Latency)!;
        latency.MeanLogRatio.ShouldBe(Math.Log(4) * 0.996 / 1.996, 1e-9);
        latency.Interval.Within.ShouldBe(1 / 1.996, 1e-9);
        latency.Interval.Above.ShouldBe(0.996 / 1.996, 1e-9);
    }

    [Fact]
    public void Settled_SecondAsking_IsNotWhatWasBid() =>
        After(Promised.Attempt() with { Ask = 2 }).ShouldBe(CalibrationRecord.None);

    [Fact]
    public void Settled_CostThatIsAnEstimate_IsNoActualOne()
    {
        var record = After(Promised.Attempt() with { CostIsEstimated = true });

        record.Cost.Counted.ShouldBe(0);
        record.Latency.Counted.ShouldBe(1);
    }

    [Theory]
    [InlineData(AttemptOutcome.Succeeded, 1, 1)]
    [InlineData(AttemptOutcome.InvalidOutput, 1, 1)]
    [InlineData(AttemptOutcome.TimedOut, 0, 1)]
    [InlineData(AttemptOutcome.ServerError, 0, 0)]
    [InlineData(AttemptOutcome.Cancelled, 0, 0)]
    public void Settled_Outcome_CountsWhereItSaysSomethingOfTheBid(AttemptOutcome outcome, int cost, int latency)
    {
        var record = After(Promised.Attempt(latencySeconds: 3, outcome: outcome));

        (record.Cost.Counted, record.Latency.Counted).ShouldBe((cost, latency));
    }

    [Fact]
    public void Settled_TimedOutWithinTheInterval_SaysNothing() =>
        After(Promised.Attempt(latencySeconds: 1.5, outcome: AttemptOutcome.TimedOut)).ShouldBe(CalibrationRecord.None);

    [Fact]
    public void Settled_NoBids_ComparesNothing() =>
        TrackRecord.Empty.After(AttemptObservations.Settled(null, [Promised.Attempt()]).Bidders[0]).Calibration.ShouldBe(CalibrationRecord.None);

    [Fact]
    public void After_FreeOfCharge_IsWithinItsInterval()
    {
        var cost = default(CostCalibration).After(Estimate.Exactly(0), 0);
        (cost.Interval.Within, cost.MeanRelativeError).ShouldBe((1, 0));
        default(CostCalibration).After(Estimate.Exactly(0), 0.1).MeanRelativeError.ShouldBe(CostCalibration.LargestError);
    }

    [Fact]
    public void PositionOf_TheSameSumInAnotherOrder_IsWithin() =>
        IntervalCounts.PositionOf(0.1 + 0.2, Estimate.Exactly(0.3)).ShouldBe(IntervalPosition.Within);

    [Fact]
    public void After_Anything_StaysFiniteAndBounded() =>
        Gen.Select(Learning.Observed.Anything, Gen.Double[0, 10], Gen.Double[0, 10]).Array[0, 60].Sample(static observations =>
        {
            var record = CalibrationRecord.None;
            foreach (var (observation, low, width) in observations)
            {
                var bid = new Estimate(low + (width / 2), low, low + width);
                record = record.After(observation with { PromisedCostUsd = bid, PromisedLatencySeconds = bid, Promised = low / 10 });
            }

            double.IsFinite(record.Cost.MeanRelativeError + record.Cost.MeanAbsoluteErrorUsd + record.Latency.MeanLogRatio + record.Quality.Brier + record.Quality.LogLoss).ShouldBeTrue();
            record.Cost.MeanRelativeError.ShouldBeInRange(-1, CostCalibration.LargestError);
            record.Cost.Interval.Total.ShouldBeLessThanOrEqualTo(1 / (1 - CalibrationUpdate.Retention));
        });

    private static CalibrationRecord After(params Attempt[] attempts)
    {
        var observations = AttemptObservations.Settled(null, attempts, bids: [Bid]);
        return KindRecord.Empty("kind").After(observations).Of("a").Calibration;
    }
}
