using System.Text.Json.Serialization;

namespace Atomic.Core.Plans;

/// <summary>
/// Two bidders are asked in parallel. If their outputs are equal that is the answer; else a third is asked, and its answer counts.
/// </summary>
/// <param name="First">A bidder's id.</param>
/// <param name="Second">Another bidder's id.</param>
/// <param name="Else">Who is asked where the two do not agree, or one of them fails; a third bidder's id.</param>
/// <param name="Backups">Who is asked in that order where none of the three gives an answer; other bidders' ids, maybe none.</param>
public sealed record AgreePlan(string First, string Second, string Else, IReadOnlyList<string> Backups) : Plan
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override PlanForm Form => PlanForm.Agree;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<string> Steps => [First, Second, Else, .. Backups];

    /// <inheritdoc/>
    public bool Equals(AgreePlan? other) =>
        other is not null && First == other.First && Second == other.Second && Else == other.Else && Backups.SequenceEqual(other.Backups, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(First, Second, Else, Backups.Count);

    /// <inheritdoc/>
    public override string ToString() => WithBackups($"Agree({First}, {Second}, else: {Else})", Backups);
}
