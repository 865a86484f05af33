using Atomic.Core.Policies;

namespace Atomic.Core.WhatIf;

/// <summary>
/// What another policy would have cost and earned over recorded traffic, were each microtask decided by it on the bids and under the circumstances of then.
/// What its awards would have taught the bids is not in it.
/// </summary>
public sealed record WhatIfReport
{
    /// <summary>The target policy.</summary>
    public required Policy Policy { get; init; }

    /// <summary>The microtasks that it is told from.</summary>
    public required int Microtasks { get; init; }

    /// <summary>Microtasks whose record has figures that no auction can have, so that they are left out.</summary>
    public required int Unusable { get; init; }

    /// <summary>Whether cost and latency can be told.</summary>
    public required OverlapVerdict Verdict { get; init; }

    /// <summary>Whether success and utility can be told.</summary>
    public required OverlapVerdict SuccessVerdict { get; init; }

    /// <summary>How much of what the target would award was seen.</summary>
    public required OverlapFigures Overlap { get; init; }

    /// <summary>Cost in USD.</summary>
    public required MeasureReport CostUsd { get; init; }

    /// <summary>Seconds from acceptance to the end.</summary>
    public required MeasureReport LatencySeconds { get; init; }

    /// <summary>The share of microtasks with a right answer, 0 to 1.</summary>
    public required MeasureReport Success { get; init; }

    /// <summary>Utility in USD, by the target policy's own <c>V</c> and <c>λ</c>, also of what was.</summary>
    public required MeasureReport UtilityUsd { get; init; }

    /// <summary>Who won and who would have, by the larger of both shares, at most <see cref="MostAwards"/>.</summary>
    public required IReadOnlyList<AwardShare> Awards { get; init; }

    /// <summary>Whom the target would have asked and nobody did, in ordinal order.</summary>
    public required IReadOnlyList<UnheardBidder> Unheard { get; init; }

    /// <summary>How many winners are listed.</summary>
    public const int MostAwards = 20;
}
