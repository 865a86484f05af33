using System.Text.Json.Serialization;

namespace Atomic.Core.Plans;

/// <summary>How a microtask is executed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SinglePlan), "single")]
[JsonDerivedType(typeof(FallbackPlan), "fallback")]
public abstract record Plan
{
    /// <summary>The bidders in the order in which they may be asked.</summary>
    [JsonIgnore]
    public abstract IReadOnlyList<string> Steps { get; }
}
