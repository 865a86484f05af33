using Atomic.Core.Policies;

namespace Atomic.Core.WhatIf;

/// <summary>The figures of a report.</summary>
internal sealed class StudyFigures
{
    private readonly bool _isSame;

    /// <summary>The figures of those decisions.</summary>
    /// <param name="decisions">The decisions, in order of their microtasks' ids.</param>
    /// <param name="target">The target policy: its V and λ make the utility.</param>
    public StudyFigures(IReadOnlyList<WeightedDecision> decisions, Policy target)
    {
        var n = decisions.Count;
        var all = KnownShares.All(n);
        var judged = JudgedShares.Of(decisions);
        var (size, sizeJudged) = (EffectiveSize.Of(decisions, all.ByTarget), EffectiveSize.Of(decisions, judged.Shares.ByTarget));
        var weights = decisions.Sum(static decision => decision.Weight);
        Overlap = new OverlapFigures(
            size,
            n > 0 ? decisions.Sum(static decision => decision.Unsupported) / n : 0,
            weights > 0 ? decisions.Where(static decision => decision.IsOtherCourse).Sum(static decision => decision.Weight) / weights : 0,
            judged.Judged,
            sizeJudged,
            judged.UnjudgedWeight);
        Verdict = OverlapJudgement.Of(n, Overlap);
        SuccessVerdict = OverlapJudgement.OfJudged(Verdict, Overlap);
        if (n == 0) return;
        _isSame = decisions.All(static decision => decision is { Weight: 1, Unsupported: 0, IsRefused: false, IsOtherCourse: false } && decision.PromisedThen == decision.PromisedByTarget);

        var cost = Estimated(new MeasuredSample(decisions, all, static decision => decision.Outcome.CostUsd, static promised => promised.CostUsd));
        var latency = Estimated(new MeasuredSample(decisions, all, static decision => decision.Outcome.LatencySeconds, static promised => promised.LatencySeconds));
        CostUsd = cost.Report(Verdict.IsTold, n, size, 0, double.MaxValue);
        LatencySeconds = latency.Report(Verdict.IsTold, n, size, 0, double.MaxValue);

        var known = EffectiveSize.Kish(n, i => judged.Shares.Then[i]);
        if (known is 0) return;
        var success = Estimated(
            new MeasuredSample(decisions, judged.Shares, static decision => decision.Outcome is { IsAnswered: true, Judged: { } found } ? found.Right : 0, static promised => promised.Success),
            (known, sizeJudged));
        Success = success.Report(SuccessVerdict.IsTold, known, sizeJudged, 0, 1);
        UtilityUsd = success.Times(target.ValueUsd).Plus(-1, cost).Plus(-target.LatencyUsdPerSecond, latency)
            .Report(SuccessVerdict.IsTold, known, sizeJudged, double.MinValue, double.MaxValue);
    }

    private MeasureEstimates Estimated(MeasuredSample sample, (double Then, double Effective)? sizesOfShare = null)
    {
        var estimates = MeasureEstimates.Of(sample);
        if (sizesOfShare is { } sizes) estimates = estimates.OfShare(sizes.Then, sizes.Effective);
        return _isSame ? estimates.OfSamePolicy() : estimates;
    }

    /// <summary>How much of what the target would award was seen.</summary>
    public OverlapFigures Overlap { get; }

    /// <summary>Whether cost and latency can be told.</summary>
    public OverlapVerdict Verdict { get; }

    /// <summary>Whether success and utility can be told.</summary>
    public OverlapVerdict SuccessVerdict { get; }

    /// <summary>Cost in USD.</summary>
    public MeasureReport CostUsd { get; } = new();

    /// <summary>Seconds from acceptance to the end.</summary>
    public MeasureReport LatencySeconds { get; } = new();

    /// <summary>The share of right answers.</summary>
    public MeasureReport Success { get; } = new();

    /// <summary>Utility in USD.</summary>
    public MeasureReport UtilityUsd { get; } = new();
}
