using Atomic.Core.Learning;
using Atomic.Core.Specialists;
using CsCheck;

namespace Atomic.Core.Tests.Specialists;

public sealed class WilsonScoreTests
{
    [Theory]
    [InlineData(9, 1, 0.6523, 0.9774)]
    [InlineData(40, 0, 0.9367, 1)]
    [InlineData(0, 10, 0, 0.2129)]
    [InlineData(50, 50, 0.4188, 0.5812)]
    public void Of_Counts_PublishedInterval(double good, double bad, double low, double high)
    {
        var estimate = WilsonScore.Of(new DecayedCounts(good, bad));
        estimate.Low.ShouldBe(low, 0.0002);
        estimate.High.ShouldBe(high, 0.0002);
    }

    [Fact]
    public void Of_Nothing_AnythingIsPossible()
    {
        var estimate = WilsonScore.Of(default);
        (estimate.Low, estimate.Expected, estimate.High).ShouldBe((0, 0.5, 1));
    }

    [Fact]
    public void Of_AnyCounts_IntervalHoldsTheExpectation() => Gen.Select(Gen.Double[0, 1e6], Gen.Double[0, 1e6]).Sample(static (good, bad) =>
    {
        var estimate = WilsonScore.Of(new DecayedCounts(good, bad));
        return estimate.Low >= 0 && estimate.Low <= estimate.Expected && estimate.Expected <= estimate.High && estimate.High <= 1;
    });
}
