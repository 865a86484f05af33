namespace Atomic.Core.Learning;

/// <summary>How often a bidder was right where the two of a pair gave different outputs.</summary>
/// <param name="BidderId">One of the two, or a third.</param>
/// <param name="Right">Right (good) and wrong (bad).</param>
/// <param name="Expected">The same as it was to be expected on those very inputs, see <see cref="PairExpectation"/>; zeros in rows from before this was kept.</param>
public sealed record ApartCounts(string BidderId, DecayedCounts Right, DecayedCounts Expected = default);
