namespace Atomic.Client.Markets;

/// <summary>What is known of the bidders for one kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Version">Settlements and feedback learned so far.</param>
/// <param name="ByBidder">The track records by bidder id.</param>
public sealed record MarketRecord(string Kind, long Version, IReadOnlyDictionary<string, MarketTrack> ByBidder);
