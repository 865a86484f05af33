using System.Text.Json.Serialization;
using Atomic.Core.Json;

namespace Atomic.Core.Explanations;

/// <summary>The one figure that a counterfactual changes, all others as they were.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<CounterfactualFigure>))]
public enum CounterfactualFigure
{
    /// <summary>A bid's expected cost in USD.</summary>
    Cost,

    /// <summary>A bid's expected latency in seconds.</summary>
    Latency,

    /// <summary>A bid's success probability, 0 to 1.</summary>
    Quality,

    /// <summary>The policy's V in USD.</summary>
    ValueUsd,

    /// <summary>The policy's λ in USD per second.</summary>
    LatencyUsdPerSecond,

    /// <summary>The policy's <c>maxCostUsd</c>.</summary>
    MaxCostUsd,

    /// <summary>The policy's <c>deadlineSeconds</c>, or the server's own where the policy has none.</summary>
    DeadlineSeconds,

    /// <summary>The policy's <c>minQuality</c>, 0 to 1.</summary>
    MinQuality,

    /// <summary>USD left in the tightest budget.</summary>
    BudgetLeftUsd,
}
