using System.Text.Json.Serialization;
using Atomic.Core.Json;

namespace Atomic.Orchestration.Options;

/// <summary>How bids are collected.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<BidFanOut>))]
public enum BidFanOut
{
    /// <summary>All in one activity: one durable hop whatever the number of bidders; right where bids are computed from the track record.</summary>
    Grouped,

    /// <summary>One activity per bidder, in parallel: right where bidding itself calls endpoints.</summary>
    PerBidder,
}
