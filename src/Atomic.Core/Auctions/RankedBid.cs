namespace Atomic.Core.Auctions;

/// <summary>A bid's place in the ranking.</summary>
/// <param name="Rank">1 for the first.</param>
/// <param name="BidderId">Whose bid.</param>
/// <param name="Score">Its arithmetic.</param>
/// <param name="Propensity">The probability with which the draw awards it, 0 to 1; over the ranking they sum to 1.</param>
public readonly record struct RankedBid(int Rank, string BidderId, Score Score, double Propensity);
