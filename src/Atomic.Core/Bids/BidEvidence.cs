namespace Atomic.Core.Bids;

/// <summary>What a bid rests on.</summary>
public sealed record BidEvidence
{
    /// <summary>Where the figures come from: <c>prior</c>, <c>track-record</c> or <c>specialist</c>.</summary>
    public required string Basis { get; init; }

    /// <summary>Effective number of judged answers behind the success probability, after forgetting; the prior's weight is not counted.</summary>
    public double QualityObservations { get; init; }

    /// <summary>Effective number of timed attempts behind latency and output length, after forgetting.</summary>
    public double LatencyObservations { get; init; }

    /// <summary>Input tokens, counted.</summary>
    public int InputTokens { get; init; }

    /// <summary>Output tokens, expected.</summary>
    public double ExpectedOutputTokens { get; init; }
}
