using System.Text.Json.Serialization;

namespace Atomic.Core.Plans;

/// <summary>One bidder, one attempt.</summary>
/// <param name="Bidder">The bidder's id.</param>
public sealed record SinglePlan(string Bidder) : Plan
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override PlanForm Form => PlanForm.Single;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<string> Steps => [Bidder];

    /// <inheritdoc/>
    public override string ToString() => $"Single({Bidder})";
}
