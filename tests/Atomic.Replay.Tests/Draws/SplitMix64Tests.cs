using Atomic.Replay.Draws;

namespace Atomic.Replay.Tests.Draws;

public sealed class SplitMix64Tests
{
    [Fact]
    public void NextUInt64_KnownSeed_GivesThePublishedSequence()
    {
        var draws = new SplitMix64(1234567);

        new[] { draws.NextUInt64(), draws.NextUInt64(), draws.NextUInt64(), draws.NextUInt64(), draws.NextUInt64() }.ShouldBe(
            [6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL, 4593380528125082431UL, 16408922859458223821UL]);
    }

    [Fact]
    public void ForKey_AnotherSeedOrOtherParts_StartsElsewhere()
    {
        var starts = new[]
        {
            SplitMix64.ForKey(1, "ab", "c").NextUInt64(),
            SplitMix64.ForKey(1, "a", "bc").NextUInt64(),
            SplitMix64.ForKey(1, "abc").NextUInt64(),
            SplitMix64.ForKey(2, "ab", "c").NextUInt64(),
            SplitMix64.ForKey(1, new string('x', 1000)).NextUInt64(),
        };

        starts.Distinct().Count().ShouldBe(5);
        SplitMix64.ForKey(1, "ab", "c").NextUInt64().ShouldBe(starts[0]);
    }

    [Fact]
    public void NextGaussian_ManyDraws_HasMeanZeroAndDeviationOne()
    {
        var draws = new SplitMix64(42);
        var sum = 0.0;
        var squares = 0.0;
        for (var i = 0; i < 100_000; i++)
        {
            var z = draws.NextGaussian();
            sum += z;
            squares += z * z;
        }

        (sum / 100_000).ShouldBe(0, 0.02);
        (squares / 100_000).ShouldBe(1, 0.02);
    }
}
