using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Plans;
using Atomic.Core.Policies;

namespace Atomic.Core.Tests.Composites;

public sealed class PlanBidTests
{
    private static readonly Bid[] s_bids =
    [
        PlanCases.Bid("a", 0.0001, 1, 0.64, 0.9), PlanCases.Bid("b", 0.0002, 2, 0.63, 0.8), PlanCases.Bid("p", 0.002, 1, 0.7, 0.95),
    ];

    private static readonly PairEvidence s_known = new()
    {
        First = "a", Second = "b", Same = 71_000, Different = 29_000, RightTogether = 93_000, WrongTogether = 7_000, Apart = [new ApartEvidence("p", 54_000, 46_000)],
        Missing = [new ApartEvidence("p", 57_000, 43_000)],
    };

    [Fact]
    public void Clear_AgreementWellKnown_BidsWhatWasSeen()
    {
        var bid = Of("agree(a,b,p)", [s_known]);

        var both = 0.9 * 0.8;
        bid.Success.Expected.ShouldBe((both * ((0.71 * 0.93) + (0.29 * 0.95 * 0.54))) + ((1 - both) * 0.57 * 0.95), 0.001);
        bid.CostUsd.Expected.ShouldBe(0.0003 + ((1 - (both * 0.71)) * 0.002), 0.00001);
        bid.CostUsd.High.ShouldBe((0.0003 + 0.002) * 1.3, 1e-12);
        bid.MostCostUsd!.Value.ShouldBe(0.0069, 1e-12);
        bid.LatencySeconds.Expected.ShouldBe(2.03 + (1 - (both * 0.71)), 0.1);
        bid.Plan.ShouldBe(new AgreePlan("a", "b", "p", []));
        bid.Evidence.Joint!.Agree.ShouldBe(0.71, 0.001);
        bid.Evidence.Joint.RightTogether.ShouldBe(0.93, 0.001);
        bid.Evidence.Joint.RightApart.ShouldBe(0.54, 0.001);
        bid.Evidence.Joint.Observed.ShouldBe(100_000);
    }

    [Fact]
    public void Clear_NothingSeenOfMissingAnswers_TheyAreTakenAsThoseThatDiffer()
    {
        var bid = Of("agree(a,b,p)", [s_known with { Missing = [] }]);

        var both = 0.9 * 0.8;
        bid.Success.Expected.ShouldBe((both * ((0.71 * 0.93) + (0.29 * 0.95 * 0.54))) + ((1 - both) * 0.54 * 0.95), 0.001);
    }

    [Fact]
    public void Clear_NothingSeen_IsMoreHopefulThanTheDearestAndLessThanIndependence()
    {
        Bid[] bids = [PlanCases.Bid("a", 0.0001, 1, 0.7), PlanCases.Bid("b", 0.0002, 1, 0.7), PlanCases.Bid("p", 0.002, 1, 0.7)];

        var bid = Auction.Clear(PlanCases.Request(bids, [])).PlanBids.Single(static bid => bid.BidderId == "agree(a,b,p)");

        // Three independent bidders would be right by majority in 0.784, and by this plan still oftener.
        bid.Success.Expected.ShouldBeInRange(0.71, 0.784);
        bid.Success.Low.ShouldBeLessThan(bid.Success.Expected);
        bid.Evidence.Joint!.Observed.ShouldBe(0);
    }

    [Fact]
    public void Clear_OtherPairsErrIndependently_ANewPairStartsFromThem()
    {
        Bid[] bids = [.. "abcp".Select(static (id, i) => PlanCases.Bid($"{id}", 0.0001 * (i + 1), 1, 0.7, 1, 5_000))];

        // Both right in 0.49, as independence has it, and no common error is the same; or right and wrong together always.
        double NewPair(double same, double right) => Auction.Clear(PlanCases.Request(bids,
            [new PairEvidence { First = "a", Second = "b", Same = same, Different = 10_000 - same, RightTogether = right, WrongTogether = same - right }]))
            .PlanBids.Single(static bid => bid.BidderId == "agree(b,c,p)").Success.Expected;

        NewPair(4_900, 4_900).ShouldBeGreaterThan(NewPair(9_700, 7_000) + 0.03);
    }

    [Fact]
    public void Clear_VoteOfThree_IsTheSameAsTheHeaviestWhereTheOthersDiffer()
    {
        var vote = Of("vote(p,a,b)", [s_known]);

        var both = 0.9 * 0.8;
        vote.Success.Expected.ShouldBe(
            (0.95 * ((both * ((0.71 * 0.93) + (0.29 * 0.54))) + ((1 - both) * 0.57))) + (0.05 * ((0.64 * 0.9) + (0.1 * 0.63 * 0.8))), 0.001);
        vote.CostUsd.Expected.ShouldBe(0.0023, 1e-12);
        var plan = vote.Plan.ShouldBeOfType<VotePlan>();
        plan.Voters.Select(static voter => voter.Bidder).ShouldBe(["p", "a", "b"]);
        plan.Voters[0].Weight.ShouldBe(Math.Log(0.7 / 0.3), 1e-12);
        plan.Voters[0].Weight.ShouldBeLessThan(plan.Voters[1].Weight + plan.Voters[2].Weight);
    }

    [Fact]
    public void Clear_OneOutweighsTheOthers_DoesNotVote()
    {
        Bid[] bids = [PlanCases.Bid("a", 0.0001, 1, 0.55), PlanCases.Bid("b", 0.0002, 1, 0.55), PlanCases.Bid("p", 0.002, 1, 0.9)];

        Auction.Clear(PlanCases.Request(bids, [])).PlanBids.ShouldNotContain(static bid => bid.Plan is VotePlan);
    }

    [Fact]
    public void Clear_SlowTailWhereTimeHasAPrice_HedgesWithAFastOne()
    {
        Bid[] bids = [Slow("slow"), PlanCases.Bid("quick", 0.0001, 0.2, 0.6)];
        var request = PlanCases.Request(bids, []) with { Policy = new Policy { ValueUsd = 0.01, LatencyUsdPerSecond = 0.01, Explore = false } };

        var hedge = Auction.Clear(request).PlanBids.ShouldHaveSingleItem();

        hedge.Plan.ShouldBe(new HedgePlan("slow", "quick", 20, []));
        hedge.LatencySeconds.Expected.ShouldBeInRange(5, 6.1);
        hedge.CostUsd.Expected.ShouldBe(0.0001 + (0.05 * 0.0001), 1e-12);
        Auction.Clear(request with { Policy = request.Policy with { LatencyUsdPerSecond = 0 } }).PlanBids.ShouldBeEmpty();
    }

    [Fact]
    public void Clear_PlanWins_HasTheRestOfTheRankingBehindIt()
    {
        Bid[] bids = [.. s_bids, PlanCases.Bid("z", 0.003, 1, 0.3)];
        var request = PlanCases.Request(bids, [s_known with { RightTogether = 99_000, WrongTogether = 1_000 }]) with
        {
            Policy = new Policy { ValueUsd = 0.1, LatencyUsdPerSecond = 0, Explore = false, MaxAttempts = 4 },
            PlanForms = [PlanForm.Agree],
        };

        var award = Auction.Clear(request);

        award.WinnerId.ShouldBe("agree(a,b,p)");
        award.Plan.ShouldBe(new AgreePlan("a", "b", "p", ["z"]));
        award.ReservedUsd.ShouldBe(0.0069 + 0.009, 1e-12);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    public void Clear_MaxAttempts_HoldsForTheStepsOfAPlan(int attempts, int agreements)
    {
        var request = PlanCases.Request(s_bids, [s_known]) with { Policy = new Policy { MaxAttempts = attempts, Explore = false } };

        Auction.Clear(request).PlanBids.Count(static bid => bid.Plan is AgreePlan).ShouldBe(agreements);
    }

    private static Bid Slow(string id) => PlanCases.Bid(id, 0.0001, 1, 0.6) with { LatencySeconds = new Estimate(6.2, 0.8, 20) };

    private static Bid Of(string id, IReadOnlyList<PairEvidence> pairs) => Auction.Clear(PlanCases.Request(s_bids, pairs)).PlanBids.Single(bid => bid.BidderId == id);
}
