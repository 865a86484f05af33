namespace Atomic.Cli.Run;

/// <summary>The count of a run at one moment.</summary>
/// <param name="Total">How many microtasks there are.</param>
/// <param name="Done">How many have ended.</param>
/// <param name="Failed">How many of those have no answer.</param>
/// <param name="Judged">How many answers are known to be right or wrong.</param>
/// <param name="Right">How many of those are right.</param>
/// <param name="CostUsd">What all attempts cost together, and the embedding of the input where there was one, in USD.</param>
/// <param name="Bidders">By bidder, the busiest first.</param>
internal sealed record RunCount(int Total, int Done, int Failed, int Judged, int Right, double CostUsd, IReadOnlyList<BidderTally> Bidders)
{
    /// <summary>How many have an answer.</summary>
    public int Completed => Done - Failed;

    /// <summary>The share of right answers among those judged; null where none was.</summary>
    public double? Accuracy => Judged == 0 ? null : (double)Right / Judged;
}
