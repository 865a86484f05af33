namespace Atomic.Core.Markets;

/// <summary>What is believed of a bidder before anything was observed, with the weight of that belief.</summary>
public sealed record BidderPrior
{
    /// <summary>Success probability, 0 to 1.</summary>
    public double Quality { get; init; } = 0.7;

    /// <summary>Latency in seconds, the median.</summary>
    public double LatencySeconds { get; init; } = 1;

    /// <summary>Output tokens, the median.</summary>
    public double OutputTokens { get; init; } = 50;

    /// <summary>How many observations the belief counts for; 0.5 to 1,000.</summary>
    public double Weight { get; init; } = 4;
}
