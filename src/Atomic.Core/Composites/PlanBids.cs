using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Plans;
using Atomic.Core.Policies;

namespace Atomic.Core.Composites;

/// <summary>
/// The bids of composite plans: a pure function of the request, so that the award stays recomputable from the record. Members are bids in the book, so
/// that whoever may not see the data is in no plan; every other limit is the plan's own. Of several prompts of one deployment the most promising alone is a
/// member: they err together and fail together, which is what a second opinion and a hedge are to guard against, and would take the places of others.
/// </summary>
internal static class PlanBids
{
    /// <summary>The most bids that plans are made of: those that promise the most at the upper end of their success probability.</summary>
    public const int MostMembers = 10;

    private const int StepsOfHedge = 2;
    private const int StepsOfThree = 3;

    /// <summary>The plans' bids in ordinal order of their ids; at most <see cref="PlanShortlist.MostPlans"/>, each within the hard limits.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limits">Its limits.</param>
    public static IReadOnlyList<Bid> Of(AuctionRequest request, HardLimits limits)
    {
        if (request.PlanForms.Count == 0 || request.Book.Pairs is not { } pairs || request.Policy.MaxAttempts < StepsOfHedge) return [];
        var members = MembersOf(request);
        if (members.Length < StepsOfHedge) return [];
        var shortlist = new PlanShortlist(request.Policy);
        var three = request.Policy.MaxAttempts >= StepsOfThree && members.Length >= StepsOfThree;
        var table = three && (Has(request, PlanForm.Agree) || Has(request, PlanForm.Vote)) ? new PairTable(members, pairs) : null;
        if (table is not null && Has(request, PlanForm.Agree)) OfferAgreements(members, table, shortlist, limits);
        if (table is not null && Has(request, PlanForm.Vote)) OfferVotes(members, table, shortlist, limits);
        if (Has(request, PlanForm.Hedge)) OfferHedges(request.Policy, members, shortlist, limits);

        var bids = shortlist.Chosen().ConvertAll(sketch => PlanBidText.BidOf(sketch, members, table));
        bids.Sort(static (one, other) => string.CompareOrdinal(one.BidderId, other.BidderId));
        return bids;
    }

    private static bool Has(AuctionRequest request, PlanForm form)
    {
        for (var i = 0; i < request.PlanForms.Count; i++)
        {
            if (request.PlanForms[i] == form) return true;
        }

        return false;
    }

    // In ordinal order of ids, so that the order of the book does not matter.
    private static Member[] MembersOf(AuctionRequest request)
    {
        var candidates = new List<(double Promise, Bid Bid)>(request.Book.Bids.Count);
        for (var i = 0; i < request.Book.Bids.Count; i++)
        {
            var bid = request.Book.Bids[i];
            if (bid.Plan is null && BidCheck.Defect(bid) is null) candidates.Add((PlanPromise.AtBest(request.Policy, bid), bid));
        }

        var hasVariants = candidates.Exists(static candidate => candidate.Bid.Prompt?.Of is not null);
        if (hasVariants || candidates.Count > MostMembers)
            candidates.Sort(static (one, other) => other.Promise.CompareTo(one.Promise) is not 0 and var order ? order : string.CompareOrdinal(one.Bid.BidderId, other.Bid.BidderId));
        if (hasVariants)
        {
            var deployments = new HashSet<string>(StringComparer.Ordinal);
            candidates.RemoveAll(candidate => !deployments.Add(candidate.Bid.Deployment));
        }

        if (candidates.Count > MostMembers)
            candidates.RemoveRange(MostMembers, candidates.Count - MostMembers);

        candidates.Sort(static (one, other) => string.CompareOrdinal(one.Bid.BidderId, other.Bid.BidderId));
        var members = new Member[candidates.Count];
        for (var i = 0; i < members.Length; i++) members[i] = new Member(candidates[i].Bid);
        return members;
    }

    // The third is the dearest: asking it only where the two differ is what the plan is for.
    private static void OfferAgreements(Member[] members, PairTable table, PlanShortlist shortlist, HardLimits limits)
    {
        for (var one = 0; one < members.Length; one++)
        {
            for (var other = one + 1; other < members.Length; other++)
            {
                for (var third = 0; third < members.Length; third++)
                {
                    if (third == one || third == other || !IsDearest(members, one, other, third)) continue;
                    var figures = AgreeBid.Of(table[one, other], members[one], members[other], members[third]);
                    if (limits.Meets(figures)) shortlist.Offer(new PlanSketch(PlanForm.Agree, one, other, third, figures));
                }
            }
        }
    }

    private static bool IsDearest(Member[] members, int one, int other, int third) =>
        members[third].Cost.Expected >= members[one].Cost.Expected && members[third].Cost.Expected >= members[other].Cost.Expected;

    private static void OfferVotes(Member[] members, PairTable table, PlanShortlist shortlist, HardLimits limits)
    {
        var byWeight = new int[members.Length];
        var weights = new double[members.Length];
        for (var i = 0; i < members.Length; i++) (byWeight[i], weights[i]) = (i, VoteBid.Weight(members[i]));
        Array.Sort(byWeight, (one, other) => weights[other].CompareTo(weights[one]) is not 0 and var order ? order : one.CompareTo(other));
        for (var a = 0; a < byWeight.Length; a++)
        {
            for (var b = a + 1; b < byWeight.Length; b++)
            {
                for (var c = b + 1; c < byWeight.Length; c++)
                {
                    var (heaviest, next, lightest) = (byWeight[a], byWeight[b], byWeight[c]);

                    // Who outweighs the others together decides alone: the others would be paid for nothing.
                    if (weights[heaviest] >= weights[next] + weights[lightest]) break;
                    var figures = VoteBid.Of(table[next, lightest], members[heaviest], members[next], members[lightest]);
                    if (limits.Meets(figures)) shortlist.Offer(new PlanSketch(PlanForm.Vote, next, lightest, heaviest, figures));
                }
            }
        }
    }

    // Only where time has a price, and the hedge is worth more than its first alone.
    private static void OfferHedges(Policy policy, Member[] members, PlanShortlist shortlist, HardLimits limits)
    {
        if (policy.Objective is not Objective.Fastest && (policy.Objective is not Objective.Utility || policy.LatencyUsdPerSecond <= 0)) return;
        for (var first = 0; first < members.Length; first++)
        {
            var alone = members[first];
            var promise = PlanPromise.Of(policy, alone.Cost.Expected, alone.Latency.Expected, alone.Success.Expected);
            for (var second = 0; second < members.Length; second++)
            {
                if (second == first) continue;
                var figures = HedgeBid.Of(alone, members[second]);
                if (PlanPromise.Of(policy, figures.CostUsd.Expected, figures.LatencySeconds.Expected, figures.Success.Expected) > promise && limits.Meets(figures))
                    shortlist.Offer(new PlanSketch(PlanForm.Hedge, first, second, -1, figures));
            }
        }
    }
}
