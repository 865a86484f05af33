using Atomic.Core.Bids;

namespace Atomic.Orchestration.Ports;

/// <summary>Either a bid or the reason for not bidding.</summary>
public readonly record struct BidReply
{
    private BidReply(Bid? bid, NoBid? noBid) => (Bid, NoBid) = (bid, noBid);

    /// <summary>The bid; null where there is none.</summary>
    public Bid? Bid { get; }

    /// <summary>The reason; null where there is a bid.</summary>
    public NoBid? NoBid { get; }

    /// <summary>A bid.</summary>
    /// <param name="bid">The bid.</param>
    public static BidReply Of(Bid bid) => new(bid, null);

    /// <summary>No bid.</summary>
    /// <param name="noBid">The reason.</param>
    public static BidReply None(NoBid noBid) => new(null, noBid);
}
