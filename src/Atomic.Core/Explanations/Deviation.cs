namespace Atomic.Core.Explanations;

/// <summary>One figure of a bid against the actual.</summary>
public sealed record Deviation
{
    /// <summary>What was bid: the expectation.</summary>
    public double? Bid { get; init; }

    /// <summary>The lower end of the bid's interval; null where the record does not hold the bid.</summary>
    public double? BidLow { get; init; }

    /// <summary>The upper end of the bid's interval; null where the record does not hold the bid.</summary>
    public double? BidHigh { get; init; }

    /// <summary>What it was.</summary>
    public double? Actual { get; init; }

    /// <summary>Actual less bid.</summary>
    public double? Difference { get; init; }

    /// <summary>The difference as a share of the bid, 0.1 for 10% above it; null where the bid is 0.</summary>
    public double? Relative { get; init; }

    /// <summary>Whether the actual lies within the bid's interval, ends included; null where the record does not hold the bid.</summary>
    public bool? WithinInterval { get; init; }
}
