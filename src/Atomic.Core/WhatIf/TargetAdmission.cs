using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Markets;
using Atomic.Core.Plans;
using Atomic.Core.Policies;

namespace Atomic.Core.WhatIf;

/// <summary>Who of a recorded decision could bid under the target policy, and whom it would have asked but nobody did.</summary>
/// <param name="target">The target policy.</param>
/// <param name="market">The market as it stands: regions and tags of bidders are not in a record.</param>
internal sealed class TargetAdmission(Policy target, Market market)
{
    /// <summary>The auction of the target policy over the recorded bids, under the recorded circumstances.</summary>
    /// <param name="decision">The decision.</param>
    public AuctionRequest RequestOf(LoggedDecision decision) => new()
    {
        MicrotaskId = decision.MicrotaskId,
        Policy = target,
        Book = BookOf(decision.Book),
        ElapsedSeconds = decision.Award.ElapsedSeconds,
        BudgetLeftUsd = decision.Award.BudgetLeftUsd,
        BudgetName = decision.Award.BudgetName,
        BudgetRenewsAt = decision.Award.BudgetRenewsAt,
        PlanForms = FormsOf(decision),
        AsksPerStep = decision.Award.AsksPerStep,
        Gamma = decision.Award.Exploration.Gamma,
        Optimism = decision.Award.Exploration.Optimism,
    };

    /// <summary>
    /// Who would have been asked under the target policy and was not under the policy of then, so that there is no bid: bidders that its lists, regions or
    /// tags kept out, specialists that declined for a higher floor, and composite plans where it admitted none.
    /// </summary>
    /// <param name="decision">The decision.</param>
    public IEnumerable<string> Unheard(LoggedDecision decision)
    {
        foreach (var noBid in decision.Book.NoBids)
        {
            if (market.Find(noBid.BidderId) is { } bidder && IsKeptOut(noBid, bidder, decision.Policy) && IsAdmitted(bidder)
                && decision.InputTokens <= bidder.MaxInputTokens)
            {
                yield return bidder.Id;
            }
        }

        if (decision.Book.Pairs is null && FormsOf(decision).Count > 0 && target.MaxAttempts > 1 && decision.Book.Bids.Count > 1) yield return UnheardBidder.CompositePlans;
    }

    private bool IsKeptOut(NoBid noBid, Bidder bidder, Policy logged) => noBid.Reason switch
    {
        NoBidReason.NotAllowed or NoBidReason.WrongRegion or NoBidReason.MissingTag => true,
        NoBidReason.NotLearned => bidder.Source == BidderSource.Specialist && (target.MinQuality ?? 0) < (logged.MinQuality ?? 0),
        _ => false,
    };

    private bool IsAdmitted(Bidder bidder) => IsPromptAdmitted(bidder.Prompt) && MaySeeData(bidder);

    private BidBook BookOf(BidBook book)
    {
        var isOpen = target is { Allow.Count: 0, Deny.Count: 0, Regions.Count: 0, RequireTags.Count: 0, Demonstrations: not false };
        return isOpen || book.Bids.All(IsAdmitted) ? book : book with { Bids = [.. book.Bids.Where(IsAdmitted)] };
    }

    // Of whom it is not known any more where it works: what cannot be shown to be allowed is not.
    private bool IsAdmitted(Bid bid) =>
        IsPromptAdmitted(bid.Prompt)
        && Eligibility.CheckLists(bid.BidderId, bid.Prompt?.Of, target.Allow, target.Deny) is null
        && (target is { Regions.Count: 0, RequireTags.Count: 0 } || (market.Find(bid.BidderId) is { } bidder && MaySeeData(bidder)));

    private bool MaySeeData(Bidder bidder) => Eligibility.CheckData(bidder, target.Regions, target.RequireTags, target.Allow, target.Deny) is null;

    private bool IsPromptAdmitted(PromptVariant? prompt) => target.Demonstrations is not false || prompt?.Demonstrations is null;

    private IReadOnlyList<PlanForm> FormsOf(LoggedDecision decision) =>
        target.Plans is not { } allowed ? decision.AdmittedForms : [.. decision.AdmittedForms.Where(allowed.Contains)];
}
