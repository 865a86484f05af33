using System.Text.Json.Serialization;
using Atomic.Core.Json;

namespace Atomic.Core.Explanations;

/// <summary>What a counterfactual brings about for its bidder.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<CounterfactualEffect>))]
public enum CounterfactualEffect
{
    /// <summary>It would have come first in the ranking.</summary>
    ComesFirst,

    /// <summary>It would no longer have come first.</summary>
    FallsBehind,

    /// <summary>It would have ranked ahead of the bid that came first, under another policy.</summary>
    RanksAhead,

    /// <summary>It would have met the limit that eliminated it.</summary>
    MeetsLimit,
}
