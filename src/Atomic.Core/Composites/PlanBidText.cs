using Atomic.Core.Bids;
using Atomic.Core.Plans;

namespace Atomic.Core.Composites;

/// <summary>Writes a composite plan's figures as a bid: its id, its plan, and what it rests on.</summary>
internal static class PlanBidText
{
    private const string Basis = "joint";

    /// <summary>The bid. Its id is the plan's form and members; a bidder's id has no parentheses, so that the two cannot be taken for each other.</summary>
    /// <param name="sketch">The plan.</param>
    /// <param name="members">The members.</param>
    /// <param name="table">What is believed of pairs; null where the plan is a hedge.</param>
    public static Bid BidOf(in PlanSketch sketch, Member[] members, PairTable? table)
    {
        ref readonly var first = ref members[sketch.First];
        ref readonly var second = ref members[sketch.Second];
        var (one, other) = (first.Bid, second.Bid);
        if (sketch.Form == PlanForm.Hedge || table is null)
        {
            var hedge = new HedgePlan(one.BidderId, other.BidderId, one.LatencySeconds.High, []);
            return BidOf(sketch, hedge, $"hedge({one.BidderId},{other.BidderId})", $"{one.Model}, {other.Model}", Evidence(one, other, 0, null, null));
        }

        ref readonly var thirdMember = ref members[sketch.Third];
        var third = thirdMember.Bid;
        ref readonly var pair = ref table[sketch.First, sketch.Second];
        var apart = pair.RightApart(first, second, thirdMember);
        if (sketch.Form == PlanForm.Agree)
        {
            var asked = AgreeBid.ThirdAsked(pair, first, second);
            return BidOf(
                sketch,
                new AgreePlan(one.BidderId, other.BidderId, third.BidderId, []),
                $"agree({one.BidderId},{other.BidderId},{third.BidderId})",
                $"{one.Model}, {other.Model}, {third.Model}",
                Evidence(one, other, asked, third, Joint(pair, apart.Mean, asked, third.BidderId, InputOdds.Of(first, second, thirdMember))));
        }

        var vote = new VotePlan(
            [new Voter(third.BidderId, VoteBid.Weight(thirdMember)), new Voter(one.BidderId, VoteBid.Weight(first)), new Voter(other.BidderId, VoteBid.Weight(second))], []);
        var decides = thirdMember.Answered * AgreeBid.ThirdAsked(pair, first, second);
        return BidOf(
            sketch,
            vote,
            $"vote({third.BidderId},{one.BidderId},{other.BidderId})",
            $"{third.Model}, {one.Model}, {other.Model}",
            Evidence(one, other, 1, third, Joint(pair, apart.Mean, decides, third.BidderId, InputOdds.Of(first, second, thirdMember))));
    }

    private static Bid BidOf(in PlanSketch sketch, Plan plan, string id, string models, BidEvidence evidence) => new()
    {
        BidderId = id,
        Model = models,
        CostUsd = sketch.Figures.CostUsd,
        MostCostUsd = sketch.Figures.MostUsd,
        LatencySeconds = sketch.Figures.LatencySeconds,
        Success = sketch.Figures.Success,
        Plan = plan,
        Evidence = evidence,
    };

    private static JointEvidence Joint(in PairBelief pair, double apart, double decides, string third, double inputOdds)
    {
        var seen = pair.Evidence;
        return new JointEvidence
        {
            Agree = pair.Agree.Mean,
            RightTogether = pair.RightTogether.Mean,
            RightApart = apart,
            ThirdDecides = decides,
            InputOdds = inputOdds == 1 ? null : inputOdds,
            Observed = seen is null ? 0 : seen.Same + seen.Different,
            ObservedTogether = seen is null ? 0 : seen.RightTogether + seen.WrongTogether,
            ObservedApart = pair.ApartOf(third).Total,
        };
    }

    // The prompt is the same for every step; output tokens are those of all steps, the third's as often as it is asked.
    private static BidEvidence Evidence(Bid one, Bid other, double thirdAsked, Bid? third, JointEvidence? joint) => new()
    {
        Basis = Basis,
        QualityObservations = joint is null ? Math.Min(one.Evidence.QualityObservations, other.Evidence.QualityObservations) : joint.ObservedTogether + joint.ObservedApart,
        LatencyObservations = Math.Min(one.Evidence.LatencyObservations, Math.Min(other.Evidence.LatencyObservations, third?.Evidence.LatencyObservations ?? double.MaxValue)),
        InputTokens = one.Evidence.InputTokens,
        ExpectedOutputTokens = one.Evidence.ExpectedOutputTokens + other.Evidence.ExpectedOutputTokens + (thirdAsked * (third?.Evidence.ExpectedOutputTokens ?? 0)),
        Joint = joint,
    };
}
