using Atomic.Core.Decisions;

namespace Atomic.Core.Explanations;

/// <summary>One attempt against its bid.</summary>
public sealed record ExplainedSettlementLine
{
    /// <summary>Who executed.</summary>
    public required string BidderId { get; init; }

    /// <summary>How it ended.</summary>
    public required AttemptOutcome Outcome { get; init; }

    /// <summary>Cost in USD; the interval is p10 to p90.</summary>
    public required Deviation CostUsd { get; init; }

    /// <summary>Latency in seconds; the interval is p5 to p95.</summary>
    public required Deviation LatencySeconds { get; init; }

    /// <summary>The success probability that was bid.</summary>
    public double? BidSuccess { get; init; }
}
