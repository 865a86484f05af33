using Atomic.Core.Policies;
using Atomic.Core.WhatIf;

namespace Atomic.Core.Tests.WhatIf;

/// <summary>The estimates against the truth, which a simulated market knows.</summary>
public sealed class WhatIfSimulationTests
{
    private const int Logs = 300;
    private const int Microtasks = 400;

    private static readonly Policy Then = new() { ValueUsd = 0.05, LatencyUsdPerSecond = 0.0005 };
    private static readonly Policy Target = new() { ValueUsd = 0.01, LatencyUsdPerSecond = 0.002 };

    public static TheoryData<bool, double, double> Markets => new()
    {
        { false, 1, 0 },
        { true, 1, 0 },
        { false, 0.5, 0.1 },
    };

    [Theory]
    [MemberData(nameof(Markets))]
    public void Report_ManyLogs_IsUnbiasedAndItsIntervalsHoldTheTruth(bool isShuffled, double judged, double failed)
    {
        var market = new SimulatedMarket { IsShuffled = isShuffled, JudgedShare = judged, FailedShare = failed };
        var reports = Reports(market, Target);
        var (cost, latency, success) = market.Truth(Target);
        var (costThen, latencyThen, successThen) = market.Truth(Then);

        Check("cost", reports, cost, cost - costThen, static report => report.CostUsd);
        Check("latency", reports, latency, latency - latencyThen, static report => report.LatencySeconds);
        Check("success", reports, success, success - successThen, static report => report.Success);
        var utility = Utility(cost, latency, success);
        Check("utility", reports, utility, utility - Utility(costThen, latencyThen, successThen), static report => report.UtilityUsd);
    }

    [Fact]
    public void Report_InformativeBids_IsSteadierDoublyRobustThanByPropensities()
    {
        var reports = Reports(new SimulatedMarket(), Target);

        foreach (var of in (Func<WhatIfReport, MeasureReport>[])[static r => r.CostUsd, static r => r.LatencySeconds, static r => r.UtilityUsd, static r => r.Success])
            Deviation(reports, of, static measure => measure.DoublyRobust!.Would.Mean).ShouldBeLessThan(Deviation(reports, of, static measure => measure.InversePropensity!.Would.Mean));

        // What both policies share of chance is not in the difference.
        Deviation(reports, static r => r.CostUsd, static measure => measure.DoublyRobust!.Difference.Mean)
            .ShouldBeLessThan(0.5 * Deviation(reports, static r => r.CostUsd, static measure => measure.InversePropensity!.Difference.Mean));
    }

    [Fact]
    public void Report_FiguresOfThen_HoldTheTruthOfThen()
    {
        var market = new SimulatedMarket { JudgedShare = 0.5 };
        var reports = Reports(market, Target);
        var (cost, _, success) = market.Truth(Then);

        Covered(reports, cost, static report => report.CostUsd.Was!.Value).ShouldBeGreaterThanOrEqualTo(0.9);
        Covered(reports, success, static report => report.Success.Was!.Value).ShouldBeGreaterThanOrEqualTo(0.9);
    }

    private static IReadOnlyList<WhatIfReport> Reports(SimulatedMarket market, Policy target) =>
        [.. Enumerable.Range(1, Logs).Select(seed => ReportOf(market.Log(Then, Microtasks, seed), target))];

    private static WhatIfReport ReportOf(IReadOnlyList<LoggedDecision> log, Policy target)
    {
        var study = new WhatIfStudy(target, SimulatedMarket.Market);
        foreach (var decision in log) study.Add(decision);
        var report = study.Report();
        report.Verdict.Code.ShouldBe(OverlapVerdict.Told, report.Verdict.Detail);
        report.SuccessVerdict.Code.ShouldBe(OverlapVerdict.Told, report.SuccessVerdict.Detail);
        return report;
    }

    private static double Utility(double cost, double latency, double success) => (Target.ValueUsd * success) - cost - (Target.LatencyUsdPerSecond * latency);

    private static void Check(string what, IReadOnlyList<WhatIfReport> reports, double truth, double difference, Func<WhatIfReport, MeasureReport> of)
    {
        Check($"{what} by propensities", reports, truth, difference, report => of(report).InversePropensity!, bias: 4);
        Check($"{what}, doubly robust", reports, truth, difference, report => of(report).DoublyRobust!, bias: 4);

        // Self-normalised it is a little biased in small samples, by design.
        Check($"{what}, self-normalised", reports, truth, difference, report => of(report).SelfNormalised!, bias: 8);
    }

    private static void Check(string what, IReadOnlyList<WhatIfReport> reports, double truth, double difference, Func<WhatIfReport, PolicyEstimate> of, double bias)
    {
        var means = reports.Select(report => of(report).Would.Mean).ToList();
        var error = Math.Sqrt(means.Sum(mean => Math.Pow(mean - means.Average(), 2)) / (means.Count - 1) / means.Count);
        (Math.Abs(means.Average() - truth) / error).ShouldBeLessThan(bias, what);
        Covered(reports, truth, report => of(report).Would).ShouldBeInRange(0.9, 1, what);
        Covered(reports, difference, report => of(report).Difference).ShouldBeInRange(0.9, 1, $"difference of {what}");

        // An interval that is too wide holds every truth.
        var halfWidth = reports.Average(report => (of(report).Would.High!.Value - of(report).Would.Low!.Value) / 2);
        (halfWidth / (1.96 * error * Math.Sqrt(means.Count))).ShouldBeInRange(0.75, 1.35, $"width of {what}");
    }

    private static double Covered(IReadOnlyList<WhatIfReport> reports, double truth, Func<WhatIfReport, ConfidenceInterval> of) =>
        reports.Average(report => of(report) is var interval && interval.Low <= truth && truth <= interval.High ? 1.0 : 0);

    private static double Deviation(IReadOnlyList<WhatIfReport> reports, Func<WhatIfReport, MeasureReport> of, Func<MeasureReport, double> figure)
    {
        var figures = reports.Select(report => figure(of(report))).ToList();
        return Math.Sqrt(figures.Average(one => Math.Pow(one - figures.Average(), 2)));
    }
}
