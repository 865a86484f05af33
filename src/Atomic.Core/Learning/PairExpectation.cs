using Atomic.Core.Bids;

namespace Atomic.Core.Learning;

/// <summary>
/// What the bids for one input imply of two bidders together, by a yardstick that never changes (<see cref="SharedDifficulty.Prior"/>). Plans are awarded where
/// the input favours them, so that what is seen of a pair is seen on chosen inputs: counted against what those very inputs implied, it says how far the
/// yardstick is off for that pair, whatever the choice.
/// </summary>
internal readonly struct PairExpectation
{
    private readonly double? _one;
    private readonly double? _other;

    /// <summary>The expectation of two bidders.</summary>
    /// <param name="bids">What was bid; null where that is not known.</param>
    /// <param name="oneId">One's id.</param>
    /// <param name="otherId">The other's.</param>
    public PairExpectation(IReadOnlyList<Bid>? bids, string oneId, string otherId)
    {
        (_one, _other) = (RightOf(bids, oneId), RightOf(bids, otherId));
        (Agreed, Together) = _one is { } one && _other is { } other
            ? (SharedDifficulty.Prior.Agree(one, other), SharedDifficulty.Prior.RightTogether(one, other))
            : ((double?)null, (double?)null);
    }

    /// <summary>Probability that they give the same output; null where the bids are not known.</summary>
    public double? Agreed { get; }

    /// <summary>Probability that the output that both give is right.</summary>
    public double? Together { get; }

    /// <summary>Probability that a third is right where the two differ.</summary>
    /// <param name="bids">What was bid.</param>
    /// <param name="thirdId">The third's id, or one of the two.</param>
    public double? Apart(IReadOnlyList<Bid>? bids, string thirdId) =>
        _one is { } one && _other is { } other && RightOf(bids, thirdId) is { } third ? SharedDifficulty.Prior.RightApart(one, other, third) : null;

    private static double? RightOf(IReadOnlyList<Bid>? bids, string bidderId) =>
        bids?.FirstOrDefault(bid => bid.BidderId == bidderId) is { } bid ? Math.Min(bid.Success.Expected / (bid.Evidence.Answered ?? 1), 1) : null;
}
