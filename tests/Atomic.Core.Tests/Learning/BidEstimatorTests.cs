using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Core.Markets;
using CsCheck;

namespace Atomic.Core.Tests.Learning;

public sealed class BidEstimatorTests
{
    private const int Iterations = 2_000;

    [Fact]
    public void Estimate_AnyReachableRecord_IsASoundBid() =>
        Gen.Select(Observed.AnyBidder, Observed.AnyRecord, Gen.Int[0, 200_000]).Sample(static (bidder, record, inputTokens) =>
        {
            var bid = BidEstimator.Estimate(bidder, record, inputTokens);

            BidCheck.Defect(bid).ShouldBeNull();
            bid.Success.Expected.ShouldBeGreaterThan(0);
            bid.Success.Expected.ShouldBeLessThan(1);
            bid.Success.Low.ShouldBeLessThan(bid.Success.High);
            bid.MostCostUsd.ShouldBe(bidder.Price.CostUsd(inputTokens, bidder.MaxOutputTokens));
            bid.CostUsd.High.ShouldBeLessThanOrEqualTo(bid.MostCostUsd!.Value);
        }, iter: Iterations);

    [Fact]
    public void Estimate_OneMoreGoodJudgement_NeverLowersSuccess() =>
        Gen.Select(Observed.AnyBidder, Observed.AnyRecord, Gen.Double[0, 1], Gen.Int[0, 400]).Sample(static (bidder, record, trust, saturation) =>
        {
            var known = record.After(saturation, Observed.Judgement(1));
            var before = Success(bidder, known);
            var after = Success(bidder, known.After(Observed.Judgement(1, trust)));

            after.Expected.ShouldBeGreaterThanOrEqualTo(before.Expected - 1e-12);
            after.Low.ShouldBeGreaterThanOrEqualTo(before.Low - 1e-12);
        }, iter: Iterations);

    [Fact]
    public void Estimate_OneMoreBadJudgement_NeverRaisesSuccess() =>
        Gen.Select(Observed.AnyBidder, Observed.AnyRecord, Gen.Double[0, 1]).Sample(static (bidder, record, trust) =>
            Success(bidder, record.After(Observed.Judgement(0, trust))).Expected
                .ShouldBeLessThanOrEqualTo(Success(bidder, record).Expected + 1e-12), iter: Iterations);

    [Fact]
    public void Estimate_AnswersNeverJudged_LeaveRightAtThePrior()
    {
        var known = TrackRecord.Empty.After(1_000, Observed.Answer());

        // At most the prior's quality, however reliably it answers.
        Success(Observed.Plain, known).Expected.ShouldBeLessThan(Observed.Plain.Prior.Quality);
        known.Right.ShouldBe(default);
    }

    [Fact]
    public void Estimate_MoreOfTheSameEvidence_NarrowsTheIntervals()
    {
        var record = TrackRecord.Empty;
        var before = BidEstimator.Estimate(Observed.Plain, record, 100);
        for (var round = 0; round < 20; round++)
        {
            // Seven of ten right, as the prior has it, one second and fifty tokens.
            for (var i = 0; i < 10; i++) record = record.After(Observed.Answer(score: 0.7));
            var after = BidEstimator.Estimate(Observed.Plain, record, 100);
            Width(after.Success).ShouldBeLessThan(Width(before.Success));
            Width(after.LatencySeconds).ShouldBeLessThanOrEqualTo(Width(before.LatencySeconds));
            Width(after.CostUsd).ShouldBeLessThanOrEqualTo(Width(before.CostUsd));
            before = after;
        }

        before.Success.Low.ShouldBeGreaterThan(0.6);
        before.LatencySeconds.High.ShouldBeLessThan(1.25);
    }

    [Fact]
    public void Estimate_QualityDrifts_IsFollowedWithinOneMemory()
    {
        var good = TrackRecord.Empty.After(2_000, Observed.Answer(score: 1));
        Success(Observed.Plain, good).Expected.ShouldBeGreaterThan(0.95);

        Success(Observed.Plain, good.After(250, Observed.Answer(score: 0))).Expected.ShouldBeLessThan(0.4);
        Success(Observed.Plain, good.After(1_000, Observed.Answer(score: 0))).Expected.ShouldBeLessThan(0.05);
    }

    [Fact]
    public void Estimate_EndpointFails_IsFollowedWithinTenOutcomes()
    {
        var good = TrackRecord.Empty.After(20, Observed.Answer(score: 1));
        var down = good.After(10, Observed.Failure(AttemptOutcome.Unreachable));
        var recovered = down.After(200, Observed.Answer());

        Success(Observed.Plain, down).Expected.ShouldBeLessThan(0.75 * Success(Observed.Plain, good).Expected);
        Success(Observed.Plain, recovered).Expected.ShouldBeGreaterThan(0.97 * Success(Observed.Plain, good).Expected);
    }

    [Fact]
    public void Estimate_LatencyDrifts_IsFollowedWithinOneMemory()
    {
        var quick = TrackRecord.Empty.After(1_000, Observed.Answer(latencySeconds: 0.5));
        var slow = quick.After(100, Observed.Answer(latencySeconds: 5));

        Latency(quick).Expected.ShouldBe(0.5, 0.05);
        Latency(slow).High.ShouldBeGreaterThan(5);
        Latency(quick.After(400, Observed.Answer(latencySeconds: 5))).Expected.ShouldBe(5, 1);
    }

    [Fact]
    public void Estimate_LogNormalLatencies_CoverTheirQuantiles()
    {
        // A quantile grid of a log-normal with median 2 s and σ = 0.4 in an order without trend.
        var record = TrackRecord.Empty;
        for (var round = 0; round < 20; round++)
        {
            for (var i = 0; i < 101; i++)
            {
                var share = (((i * 37) % 101) + 0.5) / 101;
                var z = Math.Log(share / (1 - share)) * Math.Sqrt(3) / Math.PI; // logistic, scaled to deviation 1
                record = record.After(Observed.Answer(latencySeconds: 2 * Math.Exp(0.4 * z)));
            }
        }

        var latency = Latency(record);
        latency.Expected.ShouldBe(2 * Math.Exp(0.08), 0.15);
        latency.High.ShouldBe(2 * Math.Exp(1.645 * 0.4), 0.35);
        latency.Low.ShouldBe(2 / Math.Exp(1.645 * 0.4), 0.15);
    }

    [Fact]
    public void Estimate_NothingKnown_IsThePriorPriced()
    {
        var bid = BidEstimator.Estimate(Observed.Plain, TrackRecord.Empty, 1_000);

        bid.Success.Expected.ShouldBe(0.98 * 0.7, 1e-12);
        bid.Evidence.Basis.ShouldBe("prior");
        bid.Evidence.InputTokens.ShouldBe(1_000);
        bid.CostUsd.Expected.ShouldBe(Observed.Plain.Price.CostUsd(1_000, bid.Evidence.ExpectedOutputTokens));
        bid.CostUsd.Low.ShouldBeGreaterThan(0.001);
        bid.LatencySeconds.Low.ShouldBeLessThan(1);
        bid.LatencySeconds.High.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void Estimate_FreeBidder_CostsNothingForCertain() =>
        BidEstimator.Estimate(Observed.Plain with { Price = TokenPrice.Free }, TrackRecord.Empty, 5_000).CostUsd.ShouldBe(Estimate.Exactly(0));

    [Fact]
    public void Estimate_SomethingKnown_NamesItsEvidence()
    {
        var evidence = BidEstimator.Estimate(Observed.Plain, TrackRecord.Empty.After(3, Observed.Answer(score: 1)), 1).Evidence;

        evidence.Basis.ShouldBe("track-record");
        evidence.QualityObservations.ShouldBe(3, 0.1);
        evidence.LatencyObservations.ShouldBe(3, 0.1);
    }

    private static Estimate Success(Bidder bidder, TrackRecord record) => BidEstimator.Estimate(bidder, record, 100).Success;

    private static Estimate Latency(TrackRecord record) => BidEstimator.Estimate(Observed.Plain, record, 100).LatencySeconds;

    private static double Width(Estimate figure) => figure.High - figure.Low;
}
