using Atomic.Core.Bids;
using Atomic.Core.Calibration;
using CsCheck;

namespace Atomic.Core.Tests.Calibration;

public sealed class PromiseDiscountTests
{
    private static readonly CalibrationRecord OverPromiser = Promised.Delivering(0.95, 0.7, 1000);

    [Fact]
    public void Applied_OwnPromises_AreLoweredAndSayByHowMuch()
    {
        var bid = Promised.Bid(0.95);

        var applied = PromiseDiscount.Applied(bid, OverPromiser, 0);

        applied.Success.Expected.ShouldBe(0.7, 0.05);
        applied.Evidence.Discount!.Value.ShouldBe(0.95 - applied.Success.Expected, 1e-12);
        applied.Evidence.Held!.Value.Promised.ShouldBe(0.95);
        applied.Evidence.Held.Value.Right.ShouldBe(0.7, 0.01);
        applied.Success.Low.ShouldBeLessThan(applied.Success.Expected);
        BidCheck.Defect(applied).ShouldBeNull();
        Promise.OfRight(applied)!.Value.ShouldBe(0.95, 1e-12, "what is learned is the bidder's own promise, or the discount would be lifted");
    }

    [Theory]
    [InlineData("prior")]
    [InlineData("track-record")]
    [InlineData("contextual")]
    public void Applied_BidsThatTheHouseComputes_AreLeftAndTellHowTheyHeld(string basis)
    {
        var applied = PromiseDiscount.Applied(Promised.Bid(0.95, basis), OverPromiser, 0);

        applied.Success.ShouldBe(Promised.Bid(0.95).Success);
        applied.Evidence.Discount.ShouldBeNull();
        applied.Evidence.Held.ShouldNotBeNull();
    }

    [Fact]
    public void Applied_ProbabilityOfAValidAnswer_IsNotDiscounted()
    {
        var applied = PromiseDiscount.Applied(Promised.Bid(0.95 * 0.8, answered: 0.8), OverPromiser, 0);
        var whole = PromiseDiscount.Applied(Promised.Bid(0.95), OverPromiser, 0);

        applied.Success.Expected.ShouldBe(0.8 * whole.Success.Expected, 1e-9);
        Promise.OfRight(applied)!.Value.ShouldBe(0.95, 1e-9);
    }

    [Fact]
    public void Applied_BidderThatChoosesWhatItAnswers_LosesAsMuchOfThePrecisionThatItsFloorIsHeldAgainst()
    {
        var applied = PromiseDiscount.Applied(Promised.Bid(0.95) with { AnswerPrecision = new Estimate(0.97, 0.96, 0.98) }, OverPromiser, 0);

        applied.AnswerPrecision!.Value.Low.ShouldBe(0.96 - applied.Evidence.Discount!.Value, 1e-12);
        BidCheck.Defect(applied).ShouldBeNull();
    }

    [Fact]
    public void Applied_NothingKnown_IsTheSameBid()
    {
        var bid = Promised.Bid(0.95);

        PromiseDiscount.Applied(bid, CalibrationRecord.None, 5).ShouldBeSameAs(bid);
    }

    [Fact]
    public void Applied_BidThatBringsItsOwnDiscount_HasTheHouses()
    {
        var bid = Promised.Bid(0.95) with { Evidence = new BidEvidence { Basis = "own", Discount = 0.04, Held = new HeldPromises(1000, 0.9, 0.99) } };

        PromiseDiscount.Applied(bid, CalibrationRecord.None, 0).Evidence.ShouldBe(new BidEvidence { Basis = "own" });
    }

    [Fact]
    public void Applied_AnyBidAndHistory_IsABidThatPromisesNoMore() =>
        Gen.Select(Promised.Stream, Gen.Double[0, 1], Gen.Double[0.01, 1]).Sample(static (stream, success, answered) =>
        {
            var bid = Promised.Bid(success, answered: answered);

            var applied = PromiseDiscount.Applied(bid, CalibrationRecord.None.After(stream), 0);

            BidCheck.Defect(applied).ShouldBeNull();
            applied.Success.Expected.ShouldBeLessThanOrEqualTo(bid.Success.Expected);
            applied.Success.Low.ShouldBeLessThanOrEqualTo(bid.Success.Low);
            applied.Success.High.ShouldBeLessThanOrEqualTo(bid.Success.High);
        });

    [Fact]
    public void OfRight_NoChanceOfAnAnswer_IsNoPromise() => Promise.OfRight(Promised.Bid(0.5, answered: 0)).ShouldBeNull();
}
