namespace Atomic.Core.Decisions;

/// <summary>One attempt against its bid.</summary>
/// <param name="BidderId">Who executed.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="BidCostUsd">The bid's expected cost in USD.</param>
/// <param name="CostUsd">The actual cost in USD.</param>
/// <param name="BidLatencySeconds">The bid's expected latency in seconds.</param>
/// <param name="LatencySeconds">The actual latency in seconds.</param>
/// <param name="BidSuccess">The bid's success probability.</param>
public sealed record SettledAttempt(
    string BidderId,
    AttemptOutcome Outcome,
    double BidCostUsd,
    double CostUsd,
    double BidLatencySeconds,
    double LatencySeconds,
    double BidSuccess);
