namespace Atomic.Core.Plans;

/// <summary>One who votes.</summary>
/// <param name="Bidder">The bidder's id.</param>
/// <param name="Weight">What its vote weighs, finite: the logarithm of the odds that it is right, as learned when the plan was made.</param>
public sealed record Voter(string Bidder, double Weight);
