using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Markets;
using Atomic.Core.Plans;
using Atomic.Core.Policies;
using Atomic.Core.WhatIf;

namespace Atomic.Core.Tests.WhatIf;

public sealed class WhatIfStudyTests
{
    private static readonly Policy Then = new() { ValueUsd = 0.05 };

    [Fact]
    public void Report_NothingRecorded_SaysSo()
    {
        var report = WhatIfCases.Report([], Then);

        report.Verdict.Code.ShouldBe(OverlapVerdict.NoTraffic);
        report.SuccessVerdict.Code.ShouldBe(OverlapVerdict.NoTraffic);
        report.CostUsd.Was.ShouldBeNull();
        report.Awards.ShouldBeEmpty();
    }

    [Fact]
    public void Report_OneMicrotask_TellsWhatWasWithoutAnInterval()
    {
        var report = WhatIfCases.Report(new SimulatedMarket().Log(Then, 1, 1), Then);

        report.Verdict.Code.ShouldBe(OverlapVerdict.TooFewMicrotasks);
        report.Verdict.Detail.ShouldStartWith("There is 1 microtask, and 50 are the fewest");
        report.CostUsd.Was.ShouldNotBeNull().Low.ShouldBeNull();
        report.CostUsd.DoublyRobust.ShouldBeNull();
    }

    [Fact]
    public void Report_WhatWasNeverDrawn_IsOutsideTheSupport()
    {
        // Without exploration nothing but the first of the ranking could be awarded.
        var log = new SimulatedMarket().Log(Then with { Explore = false }, 400, 1);
        var report = WhatIfCases.Report(log, Then with { ValueUsd = 0.0001 });

        report.Verdict.Code.ShouldBe(OverlapVerdict.OutsideSupport);
        report.Verdict.Detail.ShouldContain("could not be awarded under the policy of then");
        report.SuccessVerdict.ShouldBe(report.Verdict);
        report.Overlap.OutsideSupport.ShouldBeGreaterThan(0.3);
        WhatIfCases.Measures(report).ShouldAllBe(static measure => measure.Was != null && measure.DoublyRobust == null && measure.InversePropensity == null && measure.SelfNormalised == null);
    }

    [Fact]
    public void Report_WhatIsHardlyEverDrawn_IsThinOverlapEvenWhereNoRareDrawHappened()
    {
        // The other bidder is drawn once in some ten thousand: 400 microtasks have never seen it, so that no weight is large.
        var log = new SimulatedMarket { Gamma = 50_000 }.Log(Then with { LatencyUsdPerSecond = 0 }, 400, 3);
        var report = WhatIfCases.Report(log, new Policy { ValueUsd = 0.0001, LatencyUsdPerSecond = 0 });

        report.Verdict.Code.ShouldBe(OverlapVerdict.ThinOverlap);
        report.Overlap.EffectiveMicrotasks.ShouldBeLessThan(5);
        report.CostUsd.DoublyRobust.ShouldBeNull();
    }

    [Fact]
    public void Report_PolicyThatNobodyMeets_CostsNothingForCertain()
    {
        var log = new SimulatedMarket().Log(Then, 200, 1);
        var report = WhatIfCases.Report(log, Then with { MaxCostUsd = 0.000_000_1 });

        report.Verdict.Code.ShouldBe(OverlapVerdict.Told);
        report.CostUsd.InversePropensity!.Difference.Mean.ShouldBe(-report.CostUsd.Was!.Value.Mean, 1e-12);
        foreach (var estimate in (PolicyEstimate[])[report.CostUsd.DoublyRobust!, report.CostUsd.InversePropensity!, report.CostUsd.SelfNormalised!])
        {
            estimate.Would.Mean.ShouldBe(0, 1e-12);
            (-report.CostUsd.Was!.Value.Mean).ShouldBeInRange(estimate.Difference.Low!.Value, estimate.Difference.High!.Value);
        }

        report.Success.DoublyRobust!.Would.Mean.ShouldBe(0, 1e-12);
        report.Awards.Single(static share => share.BidderId.Length == 0).Would.ShouldBe(1);
    }

    [Fact]
    public void Report_NobodyJudged_TellsCostAndNotSuccess()
    {
        var report = WhatIfCases.Report(new SimulatedMarket { JudgedShare = 0 }.Log(Then, 300, 1), Then with { ValueUsd = 0.02 });

        report.Verdict.Code.ShouldBe(OverlapVerdict.Told);
        report.SuccessVerdict.Code.ShouldBe(OverlapVerdict.TooFewJudged);
        report.CostUsd.DoublyRobust.ShouldNotBeNull();
        report.Success.Was.ShouldBeNull();
        report.Success.DoublyRobust.ShouldBeNull();
        report.UtilityUsd.DoublyRobust.ShouldBeNull();
    }

    [Fact]
    public void Report_OneWinnerIsNeverJudged_DoesNotTellSuccessByTheOthers()
    {
        var log = new SimulatedMarket().Log(Then, 600, 1).Select(static one => one.WinnerId == "small" ? one with { Outcome = one.Outcome with { Judged = null } } : one);
        var report = WhatIfCases.Report(log, Then with { ValueUsd = 0.005 });

        report.SuccessVerdict.Code.ShouldBe(OverlapVerdict.TooFewJudged);
        report.SuccessVerdict.Detail.ShouldContain("of whom no answer was judged");
        report.Overlap.UnjudgedWinners.ShouldBeGreaterThan(0.3);
    }

    [Fact]
    public void Report_AllRightInASmallSample_IsNotCertain()
    {
        var log = new SimulatedMarket().Log(Then, 60, 1).Select(static one => one with { Outcome = one.Outcome with { Judged = new JudgedRightness(1, 1) } });
        var report = WhatIfCases.Report(log, Then with { ValueUsd = 0.04 });

        report.Success.Was!.Value.Mean.ShouldBe(1, 1e-12);
        report.Success.Was.Value.Low!.Value.ShouldBeInRange(0.92, 0.97);
        report.Success.InversePropensity!.Difference.Low!.Value.ShouldBeLessThan(-0.03);
    }

    [Fact]
    public void Report_BiddersThatWereNotAsked_AreNamedAndCounted()
    {
        NoBid[] noBids =
        [
            new("away", NoBidReason.WrongRegion, "It processes data in us."),
            new("denied", NoBidReason.NotAllowed, "The policy's deny list names it."),
            new("busy", NoBidReason.AtCapacity, "It has as much work as it may have."),
            new("forgotten", NoBidReason.NotAllowed, "The policy's deny list names it."),
            new("strict", NoBidReason.NotLearned, "0.9 is asked for."),
        ];
        var market = new Market([SimulatedMarket.Bidder("away", "us"), SimulatedMarket.Bidder("denied"), SimulatedMarket.Bidder("busy"), SimulatedMarket.Bidder("strict") with { Source = BidderSource.Specialist }]);
        var log = new SimulatedMarket().Log(Then with { Regions = ["eu"], Deny = ["denied"], MinQuality = 0.1 }, 3, 1)
            .Select(one => one with { Book = one.Book with { NoBids = noBids }, AdmittedForms = [PlanForm.Agree] }).ToList();

        WhatIfCases.Report(log, Then, market).Unheard.ShouldBe(
            [new UnheardBidder("away", 3), new UnheardBidder(UnheardBidder.CompositePlans, 3), new UnheardBidder("denied", 3), new UnheardBidder("strict", 3)]);
        WhatIfCases.Report(log, Then with { Regions = ["eu"], Plans = [], MinQuality = 0.1 }, market).Unheard.ShouldBe([new UnheardBidder("denied", 3)]);
        WhatIfCases.Report(log, Then with { Allow = ["large"], Plans = [], MinQuality = 0.5 }, market).Unheard.ShouldBeEmpty();
    }

    [Fact]
    public void Report_TargetThatAllowsFewer_AwardsNoOther()
    {
        var log = new SimulatedMarket { Gamma = 5 }.Log(Then, 400, 1);

        WouldWin(Then with { Regions = ["eu"] }, SimulatedMarket.Market).ShouldBe(["large", "middle"], ignoreOrder: true);
        WouldWin(Then with { Deny = ["large"] }, SimulatedMarket.Market).ShouldBe(["middle", "small"], ignoreOrder: true);
        WouldWin(Then with { Allow = ["small"] }, SimulatedMarket.Market).ShouldBe(["small"]);

        // Where nobody knows any more where a bidder works, a policy that asks for a region allows none of them.
        WouldWin(Then with { Regions = ["eu"] }, new Market([])).ShouldBe([""]);

        IEnumerable<string> WouldWin(Policy target, Market market) =>
            WhatIfCases.Report(log, target, market).Awards.Where(static share => share.Would > 0).Select(static share => share.BidderId);
    }

    [Fact]
    public void Report_AnswerOfAFallbackThatTheTargetWouldNotHave_IsAnotherCourse()
    {
        var log = new SimulatedMarket().Log(Then, 200, 1).Select(static one => one with { Outcome = one.Outcome with { LastStep = 1 } }).ToList();

        WhatIfCases.Report(log, Then).Overlap.OtherCourse.ShouldBe(0);
        var report = WhatIfCases.Report(log, Then with { MaxAttempts = 1 });
        report.Overlap.OtherCourse.ShouldBe(1, 1e-12);
        report.Verdict.Code.ShouldBe(OverlapVerdict.OutsideSupport);
        report.Verdict.Detail.ShouldContain("would have gone on another way");
    }

    [Fact]
    public void Report_AnswerThatCameAfterTheTargetsDeadline_IsAnotherCourse()
    {
        var log = new SimulatedMarket().Log(Then, 200, 1).Select(static one => one with { Outcome = one.Outcome with { LatencySeconds = 30 } }).ToList();

        WhatIfCases.Report(log, Then with { DeadlineSeconds = 10 }).Overlap.OtherCourse.ShouldBe(1, 1e-12);
        WhatIfCases.Report(log, Then with { DeadlineSeconds = 60 }).Overlap.OtherCourse.ShouldBe(0);
    }

    [Fact]
    public void Report_RecordsThatNoAuctionCanHave_AreLeftOut()
    {
        var log = new SimulatedMarket().Log(Then, 60, 1);
        var broken = log[0] with { MicrotaskId = "broken", Outcome = log[0].Outcome with { CostUsd = double.NaN } };
        var unlikely = log[1] with { MicrotaskId = "unlikely", Award = log[1].Award with { WinnerId = "nobody" } };
        var endless = log[2] with { MicrotaskId = "endless", Award = log[2].Award with { ElapsedSeconds = double.PositiveInfinity } };

        var report = WhatIfCases.Report([.. log, broken, unlikely, endless], Then);

        report.Unusable.ShouldBe(3);
        report.Microtasks.ShouldBe(60);
    }

    [Fact]
    public void Of_JudgementsOfUnequalTrust_CountAsTheyWereLearned()
    {
        Feedback[] judgements =
        [
            new() { Score = 1, Trust = 0.5, ReceivedAt = DateTimeOffset.UnixEpoch },
            new() { Score = 0, Trust = 1, ReceivedAt = DateTimeOffset.UnixEpoch },
            new() { Score = 1, Trust = 1, ReceivedAt = DateTimeOffset.UnixEpoch },
        ];

        JudgedRightness.Of(judgements).ShouldBe(new JudgedRightness(0.5, 1));
        JudgedRightness.Of([judgements[0]]).ShouldBe(new JudgedRightness(1, 0.5));
        JudgedRightness.Of([]).ShouldBeNull();
        JudgedRightness.Of([judgements[0] with { Trust = 0 }]).ShouldBeNull();
    }
}
