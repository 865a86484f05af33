using Atomic.Core.Auctions;
using Atomic.Core.Markets;
using Atomic.Core.Tests.Auctions;
using Atomic.Core.WhatIf;
using CsCheck;

namespace Atomic.Core.Tests.WhatIf;

/// <summary>Recorded decisions of any kind.</summary>
internal static class WhatIfCases
{
    private static readonly Gen<(double Cost, double Latency, bool Answered, int Step, int Judged)> Course =
        Gen.Select(Gen.Int[0, 64], Gen.Int[0, 64], Gen.Bool, Gen.Int[0, 2], Gen.Int[-2, 4], static (cost, latency, answered, step, judged) => (cost / 1024.0, latency / 8.0, answered, step, judged));

    /// <summary>A log of auctions under policies of their own, whatever came of them.</summary>
    public static readonly Gen<LoggedDecision[]> Log =
        Gen.Select(AuctionCases.AnyRequest, Course).Array[0, 90].Select(static all => all.Select(static (one, i) => Decision(one.Item1 with { MicrotaskId = $"mt-{i}" }, one.Item2)).ToArray());

    public static WhatIfReport Report(IEnumerable<LoggedDecision> log, Core.Policies.Policy target, Market? market = null)
    {
        var study = new WhatIfStudy(target, market ?? new Market([]));
        foreach (var decision in log) study.Add(decision);
        return study.Report();
    }

    public static IEnumerable<MeasureReport> Measures(WhatIfReport report) => [report.CostUsd, report.LatencySeconds, report.Success, report.UtilityUsd];

    private static LoggedDecision Decision(AuctionRequest request, (double Cost, double Latency, bool Answered, int Step, int Judged) course)
    {
        var award = Auction.Clear(request);
        var steps = award.Plan?.Steps.Count ?? 0;
        return new LoggedDecision
        {
            MicrotaskId = request.MicrotaskId,
            Kind = "any",
            Policy = request.Policy,
            Book = request.Book,
            Award = award,
            Outcome = steps == 0
                ? new DecisionOutcome(0, course.Latency, false, -1)
                : new DecisionOutcome(course.Cost, course.Latency, course.Answered, course.Answered ? Math.Min(course.Step, steps - 1) : steps - 1,
                    course is { Answered: true, Judged: >= 0 } ? new JudgedRightness(course.Judged / 4.0, 1) : null),
        };
    }
}
