namespace Atomic.Core.Auctions;

/// <summary>
/// How the winner was drawn: inverse-gap weighting (SquareCB: Foster and Rakhlin, arXiv 2002.04926, section 3),
/// <c>p_a = 1 / (K + γ·gap_a)</c> for every candidate but the first, which has the rest.
/// </summary>
public sealed record ExplorationRecord
{
    /// <summary>Whether the policy allowed a draw among more than one candidate.</summary>
    public required bool Enabled { get; init; }

    /// <summary>γ: the higher, the rarer a draw away from the first of the ranking.</summary>
    public required double Gamma { get; init; }

    /// <summary>
    /// How far the gap of a candidate counts from its expected success probability (0) towards the upper end of the interval (1): of whom little is
    /// known is tried often, and of whom much is known hardly ever. 0 in records from before this was kept.
    /// </summary>
    public double Optimism { get; init; }

    /// <summary>K: how many candidates took part in the draw.</summary>
    public required int Candidates { get; init; }

    /// <summary>The first 16 hexadecimal digits of the SHA-256 of microtask id, policy and market version.</summary>
    public required string Seed { get; init; }

    /// <summary>The draw, 0 (inclusive) to 1 (exclusive).</summary>
    public required double Draw { get; init; }

    /// <summary>Whether the winner is another than the first of the ranking.</summary>
    public required bool Explored { get; init; }
}
