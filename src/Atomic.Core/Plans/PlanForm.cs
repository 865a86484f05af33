using System.Text.Json.Serialization;
using Atomic.Core.Json;

namespace Atomic.Core.Plans;

/// <summary>The forms of plans.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<PlanForm>))]
public enum PlanForm
{
    /// <summary>One bidder; <see cref="SinglePlan"/>.</summary>
    Single,

    /// <summary>The winner, and on failure the next of the ranking; <see cref="FallbackPlan"/>.</summary>
    Fallback,

    /// <summary>Two in parallel, and a third where they do not agree; <see cref="AgreePlan"/>.</summary>
    Agree,

    /// <summary>Several in parallel, by weight of votes; <see cref="VotePlan"/>.</summary>
    Vote,

    /// <summary>A second where the first is slow; <see cref="HedgePlan"/>.</summary>
    Hedge,
}
