using System.Text.Json.Serialization;

namespace Atomic.Core.Plans;

/// <summary>One bidder is asked, and a second as well where the first is slower than usual; whichever answers first is the answer, and the other is cancelled and billed.</summary>
/// <param name="First">A bidder's id.</param>
/// <param name="Second">Another bidder's id.</param>
/// <param name="AfterSeconds">When the second is asked: the first's own p95 latency, in seconds after it was asked.</param>
/// <param name="Backups">Who is asked in that order where neither gives an answer; other bidders' ids, maybe none.</param>
public sealed record HedgePlan(string First, string Second, double AfterSeconds, IReadOnlyList<string> Backups) : Plan
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override PlanForm Form => PlanForm.Hedge;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<string> Steps => [First, Second, .. Backups];

    /// <inheritdoc/>
    public bool Equals(HedgePlan? other) =>
        other is not null && First == other.First && Second == other.Second && AfterSeconds.Equals(other.AfterSeconds)
        && Backups.SequenceEqual(other.Backups, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(First, Second, AfterSeconds, Backups.Count);

    /// <inheritdoc/>
    public override string ToString() => WithBackups(FormattableString.Invariant($"Hedge({First}, {Second}, after: {AfterSeconds:0.###} s)"), Backups);
}
