using System.Text.Json.Serialization;

namespace Atomic.Core.Plans;

/// <summary>The winner, and on failure the next bidders of the same ranking while deadline and money last.</summary>
/// <param name="Bidders">The bidders' ids, the winner first; at least two.</param>
public sealed record FallbackPlan(IReadOnlyList<string> Bidders) : Plan
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override PlanForm Form => PlanForm.Fallback;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<string> Steps => Bidders;

    /// <inheritdoc/>
    public bool Equals(FallbackPlan? other) => other is not null && Bidders.SequenceEqual(other.Bidders, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => Bidders.Count == 0 ? 0 : HashCode.Combine(Bidders.Count, StringComparer.Ordinal.GetHashCode(Bidders[0]));

    /// <inheritdoc/>
    public override string ToString() => $"Fallback({string.Join(", ", Bidders)})";
}
