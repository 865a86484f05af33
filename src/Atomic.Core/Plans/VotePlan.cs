using System.Text.Json.Serialization;

namespace Atomic.Core.Plans;

/// <summary>Several bidders are asked in parallel, and the output with the most weight of votes is the answer. A vote weighs what its bidder has been found to be worth.</summary>
/// <param name="Voters">The bidders' ids with their weights; at least three.</param>
/// <param name="Backups">Who is asked in that order where no voter gives an answer; other bidders' ids, maybe none.</param>
public sealed record VotePlan(IReadOnlyList<Voter> Voters, IReadOnlyList<string> Backups) : Plan
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override PlanForm Form => PlanForm.Vote;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<string> Steps => [.. Voters.Select(static voter => voter.Bidder), .. Backups];

    /// <inheritdoc/>
    public bool Equals(VotePlan? other) => other is not null && Voters.SequenceEqual(other.Voters) && Backups.SequenceEqual(other.Backups, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => Voters.Count == 0 ? 0 : HashCode.Combine(Voters.Count, Voters[0], Backups.Count);

    /// <inheritdoc/>
    public override string ToString() => WithBackups($"Vote({string.Join(", ", Voters.Select(static voter => voter.Bidder))})", Backups);
}
