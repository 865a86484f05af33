using System.Text.Json.Serialization;
using Atomic.Core.Json;

namespace Atomic.Core.Explanations;

/// <summary>What became of a bidder in the auction.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<BidFate>))]
public enum BidFate
{
    /// <summary>It bid; the auction has not been cleared.</summary>
    Pending,

    /// <summary>It won as the first of the ranking.</summary>
    Won,

    /// <summary>It won because exploration drew it, although another came first.</summary>
    Drawn,

    /// <summary>It was eligible and did not win.</summary>
    Lost,

    /// <summary>Its bid failed a hard limit.</summary>
    Eliminated,

    /// <summary>It did not bid.</summary>
    NoBid,

    /// <summary>It bid, and the award mentions it nowhere: the record is inconsistent, and a check says so.</summary>
    Unaccounted,
}
