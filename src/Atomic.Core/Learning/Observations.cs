namespace Atomic.Core.Learning;

/// <summary>What one settlement or one feedback teaches of a kind.</summary>
/// <param name="Bidders">What was observed of bidders, in order; of several of one bidder each counts.</param>
public sealed record Observations(IReadOnlyList<Observation> Bidders)
{
    /// <summary>What was observed of pairs of bidders, in order.</summary>
    public IReadOnlyList<PairObservation> Pairs { get; init; } = [];
}
