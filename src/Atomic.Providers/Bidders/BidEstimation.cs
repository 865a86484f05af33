using Atomic.Core.Bids;
using Atomic.Core.Learning;
using Atomic.Core.Markets;

namespace Atomic.Providers.Bidders;

/// <summary>Computes a bid from a bidder's facts and its track record.</summary>
/// <param name="bidder">Whose bid.</param>
/// <param name="record">Its track record for the kind.</param>
/// <param name="inputTokens">The prompt's length in tokens.</param>
public delegate Bid BidEstimation(Bidder bidder, TrackRecord record, int inputTokens);
