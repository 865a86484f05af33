namespace Atomic.Core.Auctions;

/// <summary>A bid that failed a hard limit.</summary>
/// <param name="BidderId">Whose bid.</param>
/// <param name="Reason">The limit.</param>
/// <param name="Figure">The figure that failed, in the limit's unit (USD, seconds, probability); null where it is not a number.</param>
/// <param name="Limit">The limit's value; null for <see cref="EliminationReason.InvalidBid"/>.</param>
/// <param name="Detail">One sentence with both.</param>
public sealed record Elimination(string BidderId, EliminationReason Reason, double? Figure, double? Limit, string Detail);
