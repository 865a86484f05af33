namespace Atomic.Core.Bids;

/// <summary>All that was heard for one microtask, in ordinal order of bidder ids.</summary>
public sealed record BidBook
{
    /// <summary>The bids.</summary>
    public required IReadOnlyList<Bid> Bids { get; init; }

    /// <summary>Who did not bid, and why.</summary>
    public required IReadOnlyList<NoBid> NoBids { get; init; }

    /// <summary>The version of the market that was asked.</summary>
    public required string MarketVersion { get; init; }

    /// <summary>The version of the kind's track record that the bids were computed from.</summary>
    public required long TrackRecordVersion { get; init; }

    /// <summary>What is known of pairs of those who bid, the best known first; null where no composite plan may bid.</summary>
    public IReadOnlyList<PairEvidence>? Pairs { get; init; }

    /// <summary>What was done to know what the input means, before the bids; null where nothing was to be, as in records from before this was kept.</summary>
    public EmbeddingEvidence? Embedding { get; init; }

    /// <summary>What the cost of deciding leaves of <c>maxCostUsd</c> for attempts, in USD.</summary>
    /// <param name="maxCostUsd">The policy's limit; null: there is none.</param>
    public double? LeftOf(double? maxCostUsd) => maxCostUsd is { } limit && Embedding is { CostUsd: > 0 and var spent } ? Math.Max(0, limit - spent) : maxCostUsd;
}
