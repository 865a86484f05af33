using System.Text.Json.Serialization;
using Atomic.Core.Json;

namespace Atomic.Core.Policies;

/// <summary>What the auction maximises among the bids that meet the hard limits.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<Objective>))]
public enum Objective
{
    /// <summary>Highest expected utility <c>U = V·q − c − λ·t</c> in US dollars.</summary>
    Utility,

    /// <summary>Cheapest expected cost that meets <see cref="Policy.MinQuality"/>; then quality, then latency.</summary>
    Cheapest,

    /// <summary>Highest expected quality within <see cref="Policy.MaxCostUsd"/>; then cost, then latency.</summary>
    Best,

    /// <summary>Lowest expected latency that meets <see cref="Policy.MinQuality"/>; then quality, then cost.</summary>
    Fastest,
}
