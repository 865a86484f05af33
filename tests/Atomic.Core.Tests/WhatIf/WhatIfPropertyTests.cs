using System.Text.Json;
using Atomic.Core.Tests.Auctions;
using Atomic.Core.WhatIf;
using CsCheck;

namespace Atomic.Core.Tests.WhatIf;

public sealed class WhatIfPropertyTests
{
    private const int Iterations = 300;

    [Fact]
    public void Report_PolicyOfThen_IsWhatWas() =>
        Gen.Select(AuctionCases.AnyPolicy, Gen.Int[1, 1_000_000]).Sample(static (policy, seed) =>
        {
            var log = new SimulatedMarket { FailedShare = 0.1 }.Log(policy, 120, seed);
            var report = WhatIfCases.Report(log, policy, SimulatedMarket.Market);

            report.Verdict.IsTold.ShouldBeTrue(report.Verdict.Detail);
            report.CostUsd.Was!.Value.Mean.ShouldBe(log.OrderBy(static one => one.MicrotaskId, StringComparer.Ordinal).Select(static one => one.Outcome.CostUsd).Sum() / log.Count);
            report.Overlap.OutsideSupport.ShouldBe(0);
            report.Overlap.OtherCourse.ShouldBe(0);
            report.Overlap.EffectiveMicrotasks.ShouldBe(log.Count, 1e-6);
            foreach (var measure in WhatIfCases.Measures(report))
            {
                foreach (var estimate in (PolicyEstimate?[])[measure.DoublyRobust, measure.InversePropensity, measure.SelfNormalised])
                {
                    estimate.ShouldNotBeNull().Would.Mean.ShouldBe(measure.Was!.Value.Mean, 1e-15);
                    estimate.Difference.Mean.ShouldBe(0, 1e-15);
                }

                measure.InversePropensity!.Would.Mean.ShouldBe(measure.Was!.Value.Mean);
                measure.DoublyRobust!.Difference.ShouldBe(new ConfidenceInterval(0, 0, 0));
            }
        }, iter: 60);

    [Fact]
    public void Report_AnyLogAndPolicy_NeverHasWhatIsNoNumberAndKeepsIntervalsInOrder() =>
        Gen.Select(WhatIfCases.Log, AuctionCases.AnyPolicy).Sample(static (log, policy) =>
        {
            var report = WhatIfCases.Report(log, policy);

            // Strict JSON refuses what is not a number, and what is infinite, wherever it stands.
            JsonSerializer.Serialize(report).ShouldNotBeEmpty();
            report.Microtasks.ShouldBe(log.Length);
            report.Overlap.EffectiveMicrotasks.ShouldBeInRange(0, log.Length + 1e-6);
            report.Overlap.OutsideSupport.ShouldBeInRange(0, 1 + 1e-9);
            report.Awards.Sum(static share => share.Would).ShouldBeInRange(0, 1 + 1e-6);
            foreach (var interval in WhatIfCases.Measures(report).SelectMany(static measure => (ConfidenceInterval?[])[measure.Was, measure.DoublyRobust?.Would, measure.DoublyRobust?.Difference, measure.InversePropensity?.Would, measure.SelfNormalised?.Would]))
            {
                if (interval is not { Low: { } low, High: { } high } known) continue;
                low.ShouldBeLessThanOrEqualTo(known.Mean);
                high.ShouldBeGreaterThanOrEqualTo(known.Mean);
            }

            WhatIfCases.Measures(report).ShouldAllBe(measure => report.Verdict.IsTold || measure.DoublyRobust == null);
        }, iter: Iterations);

    [Fact]
    public void Report_DecisionsInAnyOrder_IsTheSame() =>
        Gen.Select(WhatIfCases.Log, AuctionCases.AnyPolicy, Gen.Int[0, 1_000]).Sample(static (log, policy, seed) =>
        {
            var shuffled = log.ToArray();
            new Random(seed).Shuffle(shuffled);

            JsonSerializer.Serialize(WhatIfCases.Report(shuffled, policy)).ShouldBe(JsonSerializer.Serialize(WhatIfCases.Report(log, policy)));
        }, iter: Iterations);

    [Fact]
    public void P975_DegreesOfFreedom_AreStudents()
    {
        StudentQuantile.P975(4).ShouldBe(2.7764451, 0.008);
        StudentQuantile.P975(10).ShouldBe(2.2281389, 0.0005);
        StudentQuantile.P975(49).ShouldBe(2.0095752, 1e-5);
        StudentQuantile.P975(1e9).ShouldBe(1.9599640, 1e-6);
    }
}
