using System.Text.Json;
using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Json;
using Atomic.Core.Microtasks;
using Atomic.Core.Plans;
using CsCheck;

namespace Atomic.Core.Tests.Composites;

public sealed class PlanBidPropertyTests
{
    private const int Iterations = 1_000;

    [Fact]
    public void Differences_AwardOfPlansThroughJson_AreNone() =>
        PlanCases.AnyRequest.Sample(static request =>
        {
            var record = new DecisionRecord
            {
                Microtask = new Microtask { Id = request.MicrotaskId, Kind = "kind", Policy = request.Policy, Input = JsonSerializer.SerializeToElement("x") },
                SubmittedAt = DateTimeOffset.UnixEpoch,
                Status = MicrotaskStatus.Running,
                Book = request.Book,
                Award = Auction.Clear(request),
            };

            var read = JsonSerializer.Deserialize(JsonSerializer.Serialize(record, CoreJson.Default.DecisionRecord), CoreJson.Default.DecisionRecord)!;

            AwardVerification.Differences(read).ShouldBeEmpty();
            JsonSerializer.Serialize(AwardVerification.Recompute(read), CoreJson.Default.Award).ShouldBe(JsonSerializer.Serialize(record.Award, CoreJson.Default.Award));
        }, iter: Iterations);

    [Fact]
    public void Clear_AnyRequest_PlanBidsAreBidsWithinTheLimits() =>
        PlanCases.AnyRequest.Sample(static request =>
        {
            var award = Auction.Clear(request);

            award.PlanBids.Count.ShouldBeLessThanOrEqualTo(12);
            award.PlanBids.Select(static bid => bid.BidderId).ShouldBeUnique();
            foreach (var bid in award.PlanBids)
            {
                BidCheck.Defect(bid).ShouldBeNull();
                bid.Plan!.Steps.ShouldBeUnique();
                bid.Plan.Steps.Count.ShouldBeLessThanOrEqualTo(request.Policy.MaxAttempts);
                bid.Plan.Steps.ShouldBeSubsetOf(request.Book.Bids.Select(static single => single.BidderId));
                bid.CostUsd.High.ShouldBeLessThanOrEqualTo(request.Policy.MaxCostUsd ?? double.MaxValue);
                bid.LatencySeconds.High.ShouldBeLessThanOrEqualTo(request.Policy.DeadlineSeconds ?? double.MaxValue);
                bid.Success.Low.ShouldBeGreaterThanOrEqualTo(request.Policy.MinQuality ?? 0);
                award.Ranking.ShouldContain(ranked => ranked.BidderId == bid.BidderId);
            }
        }, iter: Iterations);

    [Fact]
    public void Clear_AnyRequest_ThePlanStartsWithTheWinnersStepsAndFitsTheMoney() =>
        PlanCases.AnyRequest.Sample(static request =>
        {
            var award = Auction.Clear(request);
            if (award.Plan is not { } plan) return;

            var own = award.PlanBids.FirstOrDefault(bid => bid.BidderId == award.WinnerId)?.Plan?.Steps ?? [award.WinnerId!];
            plan.Steps.Take(own.Count).ShouldBe(own);
            plan.Steps.ShouldBeUnique();
            plan.Steps.Count.ShouldBeLessThanOrEqualTo(request.Policy.MaxAttempts);
            award.ReservedUsd.ShouldBe(plan.Steps.Sum(step => request.AsksPerStep * request.Book.Bids.Single(bid => bid.BidderId == step).MostCostUsd!.Value), 1e-12);
            award.ReservedUsd.ShouldBeLessThanOrEqualTo(request.BudgetLeftUsd ?? double.MaxValue);
        }, iter: Iterations);

    [Fact]
    public void Clear_AnyRequest_FewPlansTakePartInTheDraw() =>
        PlanCases.AnyRequest.Sample(static request =>
        {
            var award = Auction.Clear(request with { Policy = request.Policy with { Explore = true } });

            award.Ranking.Count(static ranked => ranked.BidderId.Contains('(') && ranked.Propensity > 0).ShouldBeLessThanOrEqualTo(InverseGapWeighting.MostPlans);
            award.Ranking.Count(static ranked => ranked.Propensity > 0).ShouldBe(award.Exploration.Candidates);
            if (award.Ranking.Count > 0) award.Ranking.Sum(static ranked => ranked.Propensity).ShouldBe(1, 1e-12);
        }, iter: Iterations);

    [Fact]
    public void Clear_BidsInAnotherOrder_GivesTheSameBytes() =>
        PlanCases.AnyRequest.SelectMany(static request => Gen.Shuffle(request.Book.Bids.ToArray()).Select(bids => (request, bids))).Sample(static (request, bids) =>
        {
            var other = Auction.Clear(request with { Book = request.Book with { Bids = bids } });
            JsonSerializer.Serialize(other, CoreJson.Default.Award).ShouldBe(JsonSerializer.Serialize(Auction.Clear(request), CoreJson.Default.Award));
        }, iter: Iterations);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    public void Clear_EvidenceThatCannotBe_CountsForNothing(double count)
    {
        Bid[] bids = [PlanCases.Bid("a", 0.0001, 1, 0.6), PlanCases.Bid("b", 0.0002, 1, 0.6), PlanCases.Bid("p", 0.002, 1, 0.7)];
        PairEvidence[] broken =
        [
            new PairEvidence { First = "a", Second = "b", Same = count, RightTogether = 3, Apart = [new ApartEvidence("p", 3, count)] },
            new PairEvidence { First = "a", Second = "a", Same = 5 },
            new PairEvidence { First = "nobody", Second = "b", Same = 5 },
        ];

        var award = Auction.Clear(PlanCases.Request(bids, broken));

        award.PlanBids.ShouldBe(Auction.Clear(PlanCases.Request(bids, [])).PlanBids);
        award.PlanBids.ShouldContain(static bid => bid.Plan is AgreePlan);
    }

    [Fact]
    public void Clear_NoFormsOrNoPairs_HasNoPlans()
    {
        Bid[] bids = [PlanCases.Bid("a", 0.0001, 1, 0.6), PlanCases.Bid("b", 0.0002, 1, 0.6), PlanCases.Bid("p", 0.002, 1, 0.7)];

        Auction.Clear(PlanCases.Request(bids, null)).PlanBids.ShouldBeEmpty();
        Auction.Clear(PlanCases.Request(bids, []) with { PlanForms = [] }).PlanBids.ShouldBeEmpty();
    }
}
