using System.Text.Json.Serialization;

namespace Atomic.Core.Plans;

/// <summary>How a microtask is executed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SinglePlan), "single")]
[JsonDerivedType(typeof(FallbackPlan), "fallback")]
[JsonDerivedType(typeof(AgreePlan), "agree")]
[JsonDerivedType(typeof(VotePlan), "vote")]
[JsonDerivedType(typeof(HedgePlan), "hedge")]
public abstract record Plan
{
    /// <summary>The bidders in the order in which they may be asked.</summary>
    [JsonIgnore]
    public abstract IReadOnlyList<string> Steps { get; }

    /// <summary>Its form.</summary>
    [JsonIgnore]
    public abstract PlanForm Form { get; }

    /// <summary>The text of a plan that has backups behind it.</summary>
    /// <param name="text">The text without them.</param>
    /// <param name="backups">The backups' ids.</param>
    private protected static string WithBackups(string text, IReadOnlyList<string> backups) =>
        backups.Count == 0 ? text : $"Fallback({text}, {string.Join(", ", backups)})";
}
