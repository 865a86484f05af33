using Atomic.Core.Bids;
using Atomic.Core.Tests.Auctions;

namespace Atomic.Core.Tests.Bids;

public sealed class BidCheckTests
{
    private static readonly Bid Sound = AuctionCases.Bid("a", new Estimate(0.2, 0.1, 0.3), new Estimate(2, 1, 3), new Estimate(0.5, 0.25, 0.75));

    [Fact]
    public void Defect_SoundBid_IsNull()
    {
        BidCheck.Defect(Sound).ShouldBeNull();
        BidCheck.Defect(Sound with { CostUsd = Estimate.Exactly(0), LatencySeconds = Estimate.Exactly(0), Success = Estimate.Exactly(1) }).ShouldBeNull();
    }

    [Theory]
    [InlineData(double.NaN, 0.1, 0.3, "The expected cost in USD is not a number.")]
    [InlineData(0.2, double.NaN, 0.3, "The lower end of the cost in USD is not a number.")]
    [InlineData(0.2, 0.1, double.PositiveInfinity, "The upper end of the cost in USD is infinite.")]
    [InlineData(0.2, -0.1, 0.3, "The lower end of the cost in USD is negative: -0.1.")]
    [InlineData(0.2, 0.25, 0.3, "The lower end 0.25 of the cost in USD is above the expected 0.2.")]
    [InlineData(0.2, 0.1, 0.15, "The upper end 0.15 of the cost in USD is below the expected 0.2.")]
    [InlineData(0.2, 0.1, 2e9, "The upper end of the cost in USD is 2000000000, above the largest possible 1000000000.")]
    public void Defect_ImpossibleCost_IsNamed(double expected, double low, double high, string sentence) =>
        BidCheck.Defect(Sound with { CostUsd = new(expected, low, high) }).ShouldBe(sentence);

    [Fact]
    public void Defect_SuccessAboveOne_IsNamed() =>
        BidCheck.Defect(Sound with { Success = new(0.9, 0.5, 1.01) })
            .ShouldBe("The upper end of the success probability is 1.01, above the largest possible 1.");

    [Fact]
    public void Defect_LatencyUpsideDown_IsNamed() =>
        BidCheck.Defect(Sound with { LatencySeconds = new(1, 2, 3) })
            .ShouldBe("The lower end 2 of the latency in seconds is above the expected 1.");

    [Fact]
    public void Defect_ImpossibleEvidence_IsNamed()
    {
        BidCheck.Defect(Sound with { Evidence = Sound.Evidence with { QualityObservations = double.NaN } })!.ShouldContain("evidence");
        BidCheck.Defect(Sound with { Evidence = Sound.Evidence with { InputTokens = -1 } })!.ShouldContain("evidence");
    }
}
