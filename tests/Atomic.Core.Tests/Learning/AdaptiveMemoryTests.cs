using Atomic.Core.Learning;

namespace Atomic.Core.Tests.Learning;

public sealed class AdaptiveMemoryTests
{
    [Fact]
    public void After_NothingChanges_TheMemoryIsLong()
    {
        var random = new Random(7);
        var record = TrackRecord.Empty.After([.. Enumerable.Range(0, 5_000).Select(_ => Observed.Judgement(random.NextDouble() < 0.7 ? 1 : 0))]);

        record.Right.Total.ShouldBeGreaterThan(500);
        (record.Right.Good / record.Right.Total).ShouldBe(0.7, 0.05);
    }

    [Theory]
    [InlineData(0.9, 0.6)]
    [InlineData(0.6, 0.9)]
    public void After_Drift_TheOldIsDroppedWithinTwoHundredJudgements(double before, double after)
    {
        var random = new Random(11);
        var record = TrackRecord.Empty.After([.. Enumerable.Range(0, 5_000).Select(_ => Observed.Judgement(random.NextDouble() < before ? 1 : 0))]);

        var drifted = record.After([.. Enumerable.Range(0, 200).Select(_ => Observed.Judgement(random.NextDouble() < after ? 1 : 0))]);

        drifted.Right.Total.ShouldBeLessThan(400);
        (drifted.Right.Good / drifted.Right.Total).ShouldBe(after, 0.1);
    }

    [Fact]
    public void After_OneMoreGoodOne_NeverLowersTheShare()
    {
        var random = new Random(3);
        var record = TrackRecord.Empty;
        for (var i = 0; i < 5_000; i++)
        {
            var good = record.After(Observed.Judgement(1)).Right;
            if (record.Right.Total > 0) (good.Good / good.Total).ShouldBeGreaterThanOrEqualTo((record.Right.Good / record.Right.Total) - 1e-9);
            record = record.After(Observed.Judgement(random.NextDouble() < (i / 500 % 2 == 0 ? 0.9 : 0.4) ? 1 : 0));
        }
    }
}
