namespace Atomic.Core.Calibration;

/// <summary>How bids of cost held.</summary>
public sealed record CostFigures
{
    /// <summary>Attempts ever compared, without forgetting.</summary>
    public required long Counted { get; init; }

    /// <summary>The effective number of attempts behind the other figures, after forgetting.</summary>
    public required double Weight { get; init; }

    /// <summary>Mean of (actual − bid) / bid: above 0 where it costs more than it says.</summary>
    public required double MeanRelativeError { get; init; }

    /// <summary>Mean of the same without sign.</summary>
    public required double MeanAbsoluteRelativeError { get; init; }

    /// <summary>Mean of |actual − bid|, in USD.</summary>
    public required double MeanAbsoluteErrorUsd { get; init; }

    /// <summary>Where actual costs lay against p10 to p90, of which 80% should be within.</summary>
    public required IntervalShares Interval { get; init; }

    /// <summary>The figures; null where nothing was compared.</summary>
    /// <param name="cost">What is known.</param>
    public static CostFigures? Of(CostCalibration cost) => IntervalShares.Of(cost.Interval) is not { } interval ? null : new CostFigures
    {
        Counted = cost.Counted,
        Weight = cost.Interval.Total,
        MeanRelativeError = cost.MeanRelativeError,
        MeanAbsoluteRelativeError = cost.MeanAbsoluteRelativeError,
        MeanAbsoluteErrorUsd = cost.MeanAbsoluteErrorUsd,
        Interval = interval,
    };
}
