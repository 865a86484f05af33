using Atomic.Core.Bids;
using Atomic.Core.Policies;

namespace Atomic.Core.Auctions;

/// <summary>Tells an auction that ended without an award for want of money from one that no money would have helped.</summary>
public static class MoneyRefusal
{
    /// <summary>Whether money alone stood in the way: a bid was eliminated by the budget that meets every other limit.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="book">The bids.</param>
    /// <param name="award">What the auction gave for them.</param>
    public static bool IsOf(Policy policy, BidBook book, Award award)
    {
        if (award.Plan is not null || award.BudgetLeftUsd is null) return false;
        var limits = new HardLimits(new AuctionRequest
        {
            MicrotaskId = "",
            Policy = policy,
            Book = book,
            ElapsedSeconds = award.ElapsedSeconds,
            AsksPerStep = award.AsksPerStep,
        });
        var refused = award.Eliminations.Where(static elimination => elimination.Reason is EliminationReason.OverBudget).Select(static elimination => elimination.BidderId);
        return refused.ToHashSet(StringComparer.Ordinal) is { Count: > 0 } ids && book.Bids.Any(bid => ids.Contains(bid.BidderId) && limits.FirstFailed(bid) is null);
    }
}
