using Atomic.Core.Bids;

namespace Atomic.Orchestration.Microtasks;

/// <summary>Puts together what was heard from several sides.</summary>
public static class BidBooks
{
    /// <summary>
    /// One book in ordinal order of bidder ids. Where bids were collected one by one and the kind learned meanwhile,
    /// the version is the oldest that any of them used.
    /// </summary>
    /// <param name="books">What was heard.</param>
    /// <param name="notInvited">Who was not asked.</param>
    /// <param name="marketVersion">The market's version at acceptance.</param>
    /// <param name="embedding">What was done to know what the input means; null: nothing.</param>
    public static BidBook Merge(IReadOnlyList<BidBook> books, IReadOnlyList<NoBid> notInvited, string marketVersion, EmbeddingEvidence? embedding = null) => new()
    {
        Bids = books.Count == 1 ? books[0].Bids : [.. books.SelectMany(static book => book.Bids).OrderBy(static bid => bid.BidderId, StringComparer.Ordinal)],
        NoBids = notInvited.Count == 0 && books.Count == 1
            ? books[0].NoBids
            : [.. books.SelectMany(static book => book.NoBids).Concat(notInvited).OrderBy(static noBid => noBid.BidderId, StringComparer.Ordinal)],
        MarketVersion = marketVersion,
        Pairs = PairsOf(books),
        Embedding = embedding,
        TrackRecordVersion = books.Count == 0 ? 0 : books.Min(static book => book.TrackRecordVersion),
    };

    // One of them was asked for all pairs among the invited; those of who did not bid are left out.
    private static IReadOnlyList<PairEvidence>? PairsOf(IReadOnlyList<BidBook> books)
    {
        if (books.FirstOrDefault(static book => book.Pairs is not null)?.Pairs is not { Count: > 0 } pairs)
            return books.Any(static book => book.Pairs is not null) ? [] : null;
        var bid = books.SelectMany(static book => book.Bids).Select(static bid => bid.BidderId).ToHashSet(StringComparer.Ordinal);
        return [.. pairs.Where(pair => bid.Contains(pair.First) && bid.Contains(pair.Second))];
    }
}
