using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Learning;
using Atomic.Core.Markets;
using Atomic.Core.Policies;
using CsCheck;

namespace Atomic.Core.Tests.Learning;

/// <summary>What a prompt variant is believed to be worth before, and while, it is tried.</summary>
public sealed class VariantPriorTests
{
    private static readonly Bidder Base = Observed.Plain;
    private static readonly Bidder Variant = Base with { Id = "a:stepwise", Prompt = new PromptVariant { Of = "a", Name = "stepwise", TextHash = PromptVariant.HashOf("Think.") } };

    [Fact]
    public void Estimate_AnyRecords_IsASoundBidThatNamesTheBase() =>
        Gen.Select(Observed.AnyBidder, Observed.AnyRecord, Observed.AnyRecord, Gen.Int[0, 100_000]).Sample(static (bidder, record, known, tokens) =>
        {
            var bid = BidEstimator.Estimate(bidder with { Prompt = Variant.Prompt }, record, tokens, "object", 7, default, known);

            BidCheck.Defect(bid).ShouldBeNull();
            bid.Evidence.PriorOf.ShouldBe("a");
            bid.Deployment.ShouldBe("a");
        }, iter: 2_000);

    [Fact]
    public void Estimate_NothingKnownOfTheBase_IsTheConfigurationLessSurelyBelieved()
    {
        var alone = BidEstimator.Estimate(Base, TrackRecord.Empty, 100);
        var variant = BidEstimator.Estimate(Variant, TrackRecord.Empty, 100, known: TrackRecord.Empty);

        variant.Success.Expected.ShouldBe(alone.Success.Expected, 1e-9);
        variant.Success.Low.ShouldBeLessThan(alone.Success.Low);
        variant.LatencySeconds.ShouldBe(alone.LatencySeconds);
        variant.CostUsd.ShouldBe(alone.CostUsd);
    }

    [Fact]
    public void Estimate_BaseWellKnown_BeginsThereWithTheDoubtOfAnotherPrompt()
    {
        var known = TrackRecord.Empty.After(900, Observed.Answer(1, latencySeconds: 4, outputTokens: 300)).After(100, Observed.Answer(0, latencySeconds: 4, outputTokens: 300));
        var itself = BidEstimator.Estimate(Base, known, 100);
        var variant = BidEstimator.Estimate(Variant, TrackRecord.Empty, 100, known: known);

        variant.Success.Expected.ShouldBe(itself.Success.Expected, 0.01);
        (variant.Success.High - variant.Success.Low).ShouldBeGreaterThan(2 * (itself.Success.High - itself.Success.Low));
        variant.Evidence.RightTrials!.Value.ShouldBeInRange(10, BidPrior.HeaviestOfVariant);
        variant.Evidence.QualityObservations.ShouldBe(0);
        variant.LatencySeconds.Expected.ShouldBe(itself.LatencySeconds.Expected, 1);
        variant.Evidence.ExpectedOutputTokens.ShouldBe(itself.Evidence.ExpectedOutputTokens, 60);
    }

    [Fact]
    public void Estimate_BaseNearlyPerfect_IsNeverBelievedForMoreThanItsBound()
    {
        var known = TrackRecord.Empty.After(2_000, Observed.Answer(1));

        BidEstimator.Estimate(Variant, TrackRecord.Empty, 100, known: known).Evidence.RightTrials!.Value.ShouldBe(BidPrior.HeaviestOfVariant);
    }

    [Fact]
    public void Estimate_OneMoreGoodJudgementOfTheBase_NeverLowersTheVariant() =>
        Gen.Select(Observed.AnyBidder, Gen.Int[0, 400], Gen.Int[0, 60]).Sample(static (bidder, good, bad) =>
        {
            var known = TrackRecord.Empty.After(bad, Observed.Judgement(0)).After(good, Observed.Judgement(1));
            var after = known.After(Observed.Judgement(1));

            // Where the judgement contradicts all before it, the old is dropped, and less stands against what the market's configuration says.
            if (after.Right.Total < known.Right.Total) return;
            double Expected(TrackRecord of) => BidEstimator.Estimate(bidder with { Prompt = Variant.Prompt }, TrackRecord.Empty, 10, known: of).Success.Expected;

            Expected(after).ShouldBeGreaterThanOrEqualTo(Expected(known) - 1e-12);
        }, iter: 500);

    [Fact]
    public void Estimate_DeploymentIsDown_ItsVariantsAreNotBelievedToAnswer()
    {
        var known = TrackRecord.Empty.After(40, Observed.Failure(Core.Decisions.AttemptOutcome.Unreachable));

        BidEstimator.Estimate(Variant, TrackRecord.Empty, 100, known: known).Success.Expected.ShouldBeLessThan(0.3);
    }

    [Theory]
    [InlineData(0.85, 0.6, 1)] // better than its base: it takes over
    [InlineData(0.45, 0, 0.15)] // worse: it is found out
    public void Clear_NewVariantBesideAKnownBase_IsUsedAsItDeserves(double variantQuality, double least, double most)
    {
        var shares = Enumerable.Range(1, 10).Select(seed => ShareOfLast(seed, variantQuality)).ToArray();

        shares.Average().ShouldBeInRange(least, most);
    }

    // The base has answered 300 microtasks at 70%; then the variant bids too. The variant's share of microtasks 200 to 600 after that.
    private static double ShareOfLast(int seed, double variantQuality)
    {
        var random = new Random(seed);
        var record = new KindRecord("k", 300, new Dictionary<string, TrackRecord> { ["a"] = TrackRecord.Empty.After(Enumerable.Range(0, 300).Select(i => Observed.Answer(i % 10 < 7 ? 1 : 0))) });
        var (won, microtasks) = (0, 600);
        for (var i = 0; i < microtasks; i++)
        {
            Bid[] bids = [BidEstimator.Estimate(Base, record.Of("a"), 100), BidEstimator.Estimate(Variant, record.Of("a:stepwise"), 100, known: record.Of("a"))];
            var winner = Auction.Clear(new AuctionRequest
            {
                MicrotaskId = $"mt-{seed}-{i}",
                Policy = new Policy(),
                Book = new BidBook { Bids = bids, NoBids = [], MarketVersion = "1", TrackRecordVersion = record.Version },
                Gamma = ExplorationSchedule.Gamma(30, record.Version),
                Optimism = 0.5,
            }).WinnerId!;
            if (i >= 200 && winner != "a") won++;
            var right = random.NextDouble() < (winner == "a" ? 0.7 : variantQuality);
            record = record.After(new Observations([Observed.Answer(right ? 1 : 0) with { BidderId = winner }]));
        }

        return won / (double)(microtasks - 200);
    }
}
