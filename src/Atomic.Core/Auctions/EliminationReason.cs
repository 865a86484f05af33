using System.Text.Json.Serialization;
using Atomic.Core.Json;

namespace Atomic.Core.Auctions;

/// <summary>The hard limit that a bid failed.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<EliminationReason>))]
public enum EliminationReason
{
    /// <summary>Its p90 cost is above <c>maxCostUsd</c>.</summary>
    TooExpensive,

    /// <summary>The most that it can cost is above what is left in the budget. A bid that costs nothing is never eliminated for money.</summary>
    OverBudget,

    /// <summary>Its p95 latency is above what is left of the deadline.</summary>
    TooSlow,

    /// <summary>The lower bound of its success probability is below <c>minQuality</c>.</summary>
    TooUncertain,

    /// <summary>Its figures are not those of a bid (not a number, infinite, negative, an interval upside down).</summary>
    InvalidBid,
}
