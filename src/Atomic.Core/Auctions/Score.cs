namespace Atomic.Core.Auctions;

/// <summary>The terms of a bid's utility in USD: <c>UtilityUsd = ValueUsd − CostUsd − LatencyUsd</c>.</summary>
/// <param name="ValueUsd">V·q: the value of a right answer times its probability.</param>
/// <param name="CostUsd">c: the expected cost.</param>
/// <param name="LatencyUsd">λ·t: the price of the expected wait.</param>
/// <param name="UtilityUsd">The sum.</param>
public readonly record struct Score(double ValueUsd, double CostUsd, double LatencyUsd, double UtilityUsd);
