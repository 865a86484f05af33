using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Policies;

namespace Atomic.Core.WhatIf;

/// <summary>Runs the auction of the target policy over recorded bids and weighs what came of them.</summary>
/// <param name="target">The target policy.</param>
/// <param name="admission">Who may bid under it.</param>
internal sealed class DecisionWeights(Policy target, TargetAdmission admission)
{
    /// <summary>The weighed decision, and the award of the target policy; null where the record's figures are none of an auction.</summary>
    /// <param name="decision">The decision.</param>
    public (WeightedDecision Weighted, Award Award)? Of(LoggedDecision decision)
    {
        var request = admission.RequestOf(decision);
        if (Auction.Problem(request) is not null || !IsFigure(decision.Outcome.CostUsd) || !IsFigure(decision.Outcome.LatencySeconds)) return null;
        var award = Auction.Clear(request, decision.WinnerId);
        var (then, now) = (new Draws(decision.Award), new Draws(award));
        var logged = then.Of(decision.WinnerId);
        if (!(logged > 0 && logged <= 1 + Rounding)) return null;

        var bids = BidsOf(decision, award);
        if (Promised(then, bids, decision) is not { } promisedThen || Promised(now, bids, decision) is not { } promisedByTarget) return null;
        var isRefused = award.Ranking.Count == 0 && decision.Award.Ranking.Count > 0;
        var (square, unsupported) = isRefused ? (1, 0) : Overlap(then, now);
        return (new WeightedDecision
        {
            MicrotaskId = decision.MicrotaskId,
            WinnerId = decision.WinnerId,
            IsRefused = isRefused,
            Weight = isRefused ? 1 : now.Of(decision.WinnerId) / logged,
            ExpectedSquare = square,
            Unsupported = unsupported,
            IsOtherCourse = !isRefused && !SameCourse.Holds(decision, award, target),
            Outcome = decision.Outcome,
            Promised = PromisedFigures.Of(bids.GetValueOrDefault(decision.WinnerId), decision.Award.ElapsedSeconds),
            PromisedThen = promisedThen,
            PromisedByTarget = promisedByTarget,
        }, award);
    }

    // Probabilities of a ranking sum to 1 but for rounding.
    private const double Rounding = 1e-9;

    private static bool IsFigure(double figure) => figure is >= 0 and <= BidCheck.LargestFigure;

    private static (double ExpectedSquare, double Unsupported) Overlap(Draws then, Draws now)
    {
        var (square, unsupported) = (0d, 0d);
        foreach (var (id, probability) in now.All)
        {
            var logged = then.Of(id);
            if (logged > 0) square += probability * (probability / logged);
            else unsupported += probability;
        }

        return (square, Math.Min(unsupported, 1));
    }

    private static Dictionary<string, Bid> BidsOf(LoggedDecision decision, Award award)
    {
        var bids = new Dictionary<string, Bid>(decision.Book.Bids.Count, StringComparer.Ordinal);
        foreach (var bid in decision.Book.Bids) bids.TryAdd(bid.BidderId, bid);
        foreach (var bid in decision.Award.PlanBids) bids.TryAdd(bid.BidderId, bid);
        foreach (var bid in award.PlanBids) bids.TryAdd(bid.BidderId, bid);
        return bids;
    }

    private static PromisedFigures? Promised(Draws draws, Dictionary<string, Bid> bids, LoggedDecision decision)
    {
        var sum = default(PromisedFigures);
        foreach (var (id, probability) in draws.All)
        {
            var bid = bids.GetValueOrDefault(id);
            if (bid is null ? !LoggedDecision.IsNoWinner(id) : BidCheck.Defect(bid) is not null) return null;
            sum = sum.Plus(probability, PromisedFigures.Of(bid, decision.Award.ElapsedSeconds));
        }

        return sum;
    }
}
