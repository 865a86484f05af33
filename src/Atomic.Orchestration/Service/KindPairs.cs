using Atomic.Core.Bids;

namespace Atomic.Orchestration.Service;

/// <summary>What is known of bidders together for one kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Pairs">The pairs, the best known first; at most <see cref="PairEvidence.MostPairs"/>.</param>
public sealed record KindPairs(string Kind, IReadOnlyList<PairEvidence> Pairs);
