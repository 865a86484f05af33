namespace Atomic.Core.Learning;

/// <summary>How often a bidder was right where the two of a pair gave different outputs.</summary>
/// <param name="BidderId">One of the two, or a third.</param>
/// <param name="Right">Right (good) and wrong (bad).</param>
public sealed record ApartCounts(string BidderId, DecayedCounts Right);
