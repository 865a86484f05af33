namespace Atomic.Core.Bids;

/// <summary>The names of what the bids rest on that the house computes itself, as <see cref="BidEvidence.Basis"/> has them.</summary>
public static class BidBasis
{
    /// <summary>The market's configuration, or the record of the bidder of which it is a variant.</summary>
    public const string Prior = "prior";

    /// <summary>The bidder's own track record.</summary>
    public const string TrackRecord = "track-record";

    /// <summary>The track record, shifted by what the input tells.</summary>
    public const string Contextual = "contextual";
}
