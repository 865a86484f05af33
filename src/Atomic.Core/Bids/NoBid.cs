namespace Atomic.Core.Bids;

/// <summary>The recorded reason for not bidding.</summary>
/// <param name="BidderId">Who does not bid.</param>
/// <param name="Reason">Why, as a code.</param>
/// <param name="Detail">Why, in one sentence with the figures.</param>
/// <param name="Until">When it will bid again, where that is known.</param>
public sealed record NoBid(string BidderId, NoBidReason Reason, string Detail, DateTimeOffset? Until = null);
