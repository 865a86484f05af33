using Atomic.Core.Decisions;
using Atomic.Core.Learning;

namespace Atomic.Core.Tests.Learning;

public sealed class TrackRecordUpdateTests
{
    [Fact]
    public void After_JudgedAnswer_CountsEverything()
    {
        var record = TrackRecord.Empty.After(Observed.Answer(score: 0.75, latencySeconds: Math.E, outputTokens: 0));

        record.Answered.ShouldBe(new DecayedCounts(1, 0));
        record.Right.ShouldBe(new DecayedCounts(0.75, 0.25));
        record.LogLatency.Weight.ShouldBe(1);
        record.LogLatency.Mean.ShouldBe(1, 1e-12);
        record.LogOutputTokens.ShouldBe(new DecayedMoments(1, 0, 0));
        (record.Attempts, record.Judged, record.SpentUsd).ShouldBe((1, 1, 0.001));
    }

    [Theory]
    [InlineData(AttemptOutcome.TimedOut)]
    [InlineData(AttemptOutcome.RateLimited)]
    [InlineData(AttemptOutcome.Unreachable)]
    [InlineData(AttemptOutcome.ServerError)]
    [InlineData(AttemptOutcome.Rejected)]
    [InlineData(AttemptOutcome.MalformedResponse)]
    [InlineData(AttemptOutcome.InvalidOutput)]
    [InlineData(AttemptOutcome.Declined)]
    [InlineData(AttemptOutcome.Failed)]
    public void After_NoValidAnswer_CountsAgainstAnsweredAlone(AttemptOutcome outcome)
    {
        var record = TrackRecord.Empty.After(Observed.Failure(outcome));

        record.Answered.ShouldBe(new DecayedCounts(0, 1));
        record.Right.ShouldBe(default);
        record.Attempts.ShouldBe(1);
    }

    [Fact]
    public void After_Cancelled_CountsTheAttemptOnly() =>
        TrackRecord.Empty.After(Observed.Failure(AttemptOutcome.Cancelled, 3)).ShouldBe(TrackRecord.Empty with { Attempts = 1 });

    [Fact]
    public void After_Judgement_LeavesAnsweredAndTimingAlone() =>
        TrackRecord.Empty.After(Observed.Judgement(1, 0.5)).ShouldBe(TrackRecord.Empty with { Right = new DecayedCounts(0.5, 0), RightRecent = new DecayedCounts(0.5, 0), Judged = 1 });

    [Fact]
    public void After_InvalidOutput_TeachesItsLatencyAndLength()
    {
        var record = TrackRecord.Empty.After(Observed.Answer() with { Outcome = AttemptOutcome.InvalidOutput });

        record.LogLatency.Weight.ShouldBe(1);
        record.LogOutputTokens.Weight.ShouldBe(1);
    }

    [Fact]
    public void After_TimeOut_CountsAsLatencyOnlyWhereItSaysMore()
    {
        var known = TrackRecord.Empty.After(20, Observed.Answer(latencySeconds: 2));

        known.After(Observed.Failure(AttemptOutcome.TimedOut, 0.5)).LogLatency.ShouldBe(known.LogLatency);
        known.After(Observed.Failure(AttemptOutcome.TimedOut, 30)).LogLatency.Mean.ShouldBeGreaterThan(known.LogLatency.Mean);
        TrackRecord.Empty.After(Observed.Failure(AttemptOutcome.TimedOut, 0.5)).LogLatency.ShouldBe(default);
        known.After(Observed.Failure(AttemptOutcome.ServerError, 30)).LogLatency.ShouldBe(known.LogLatency);
    }

    [Fact]
    public void After_FiguresThatCannotBe_AreIgnored()
    {
        var broken = new Observation
        {
            BidderId = "a",
            Outcome = AttemptOutcome.Succeeded,
            LatencySeconds = -5,
            OutputTokens = -1,
            CostUsd = double.NaN,
            Score = double.NaN,
        };

        TrackRecord.Empty.After(broken).ShouldBe(TrackRecord.Empty with { Answered = new DecayedCounts(1, 0), Attempts = 1 });
        TrackRecord.Empty.After(Observed.Judgement(1, 0)).ShouldBe(TrackRecord.Empty);
        TrackRecord.Empty.After(Observed.Judgement(1, double.NaN)).ShouldBe(TrackRecord.Empty);
    }

    [Fact]
    public void After_ManyOutcomes_MemoryIsBounded()
    {
        var record = TrackRecord.Empty.After(5_000, Observed.Answer(score: 1));

        record.Answered.Total.ShouldBe(100, 1e-6);
        record.Right.Total.ShouldBe(993, 1);
        record.RightRecent.Total.ShouldBe(100, 1e-6);
        record.LogLatency.Weight.ShouldBe(100, 1e-6);
        record.Judged.ShouldBe(5_000);
    }

    [Fact]
    public void After_SmallTrustOnASaturatedRecord_NeverLowersTheGood()
    {
        var saturated = TrackRecord.Empty.After(20_000, Observed.Judgement(1));

        saturated.After(1_000, Observed.Judgement(1, 0.05)).Right.Good.ShouldBe(saturated.Right.Good, 1e-5);
    }

    [Fact]
    public void After_Settlement_GivesTheNextVersionAndKeepsThePinnedOne()
    {
        var empty = KindRecord.Empty("routing");
        var first = empty.After(new([Observed.Answer(), Observed.Judgement(1), Observed.Answer() with { BidderId = "b" }]));
        var second = first.After(new([Observed.Answer()]));

        (empty.Version, first.Version, second.Version).ShouldBe((0, 1, 2));
        empty.ByBidder.ShouldBeEmpty();
        first.Of("a").ShouldBe(TrackRecord.Empty.After([Observed.Answer(), Observed.Judgement(1)]));
        second.Of("a").Attempts.ShouldBe(2);
        second.Of("b").ShouldBeSameAs(first.Of("b"));
        second.Of("c").ShouldBe(TrackRecord.Empty);
    }
}
