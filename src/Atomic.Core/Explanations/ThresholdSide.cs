using System.Text.Json.Serialization;
using Atomic.Core.Json;

namespace Atomic.Core.Explanations;

/// <summary>On which side of its threshold a counterfactual holds.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<ThresholdSide>))]
public enum ThresholdSide
{
    /// <summary>Below it.</summary>
    Below,

    /// <summary>At it or below.</summary>
    AtMost,

    /// <summary>Above it.</summary>
    Above,

    /// <summary>At it or above.</summary>
    AtLeast,
}
