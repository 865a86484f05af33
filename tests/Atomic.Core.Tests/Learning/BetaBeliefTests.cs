using Atomic.Core.Learning;

namespace Atomic.Core.Tests.Learning;

public sealed class BetaBeliefTests
{
    [Fact]
    public void Interval_EightOfTen_IsWilsons()
    {
        // n = 10 in all: α + β + 1. Computed apart from the code.
        var interval = new BetaBelief(7.2, 1.8).Interval();

        interval.Expected.ShouldBe(0.8, 1e-15);
        interval.Low.ShouldBe(0.5407928, 1e-6);
        interval.High.ShouldBe(0.9314420, 1e-6);
    }

    [Theory]
    [InlineData(0.97, 0.8, 10)]
    [InlineData(0.97, 0.8, 30)]
    [InlineData(0.9, 0.6, 30)]
    [InlineData(0.9, 0.75, 50)]
    [InlineData(0.97, 0.8, 250)]
    public void Both_OutcomesDrawn_ContainsTheTruthNineTimesInTen(double answered, double right, int outcomes)
    {
        const int Draws = 2_000;
        var random = new Random(7);
        var below = 0;
        var above = 0;
        for (var i = 0; i < Draws; i++)
        {
            var both = BetaBelief.Of(0.98, 5, Draw(random, answered, outcomes)).Both(BetaBelief.Of(0.7, 4, Draw(random, right, outcomes)));
            if (answered * right < both.Low) below++;
            if (answered * right > both.High) above++;
        }

        // A miss is a truth outside; five in a hundred on either side, with some room for the prior's pull.
        below.ShouldBeLessThan(Draws * 7 / 100);
        above.ShouldBeLessThan(Draws * 7 / 100);
        (below + above).ShouldBeGreaterThan(Draws / 200, "an interval that never misses says nothing");
    }

    private static DecayedCounts Draw(Random random, double probability, int outcomes)
    {
        var good = 0;
        for (var i = 0; i < outcomes; i++) good += random.NextDouble() < probability ? 1 : 0;
        return new DecayedCounts(good, outcomes - good);
    }
}
