using System.Text.Json.Serialization;
using Atomic.Core.Json;

namespace Atomic.Core.Explanations;

/// <summary>A figure by which the ranking tells two bids apart.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<Criterion>))]
public enum Criterion
{
    /// <summary>Expected utility in USD; higher is better.</summary>
    Utility,

    /// <summary>Expected cost in USD; lower is better.</summary>
    Cost,

    /// <summary>Expected latency in seconds; lower is better.</summary>
    Latency,

    /// <summary>Success probability, 0 to 1; higher is better.</summary>
    Quality,

    /// <summary>All figures are equal: the ordinal order of the ids decides.</summary>
    BidderId,
}
