using System.Text.Json;
using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Explanations;
using Atomic.Core.Microtasks;
using CsCheck;

namespace Atomic.Core.Tests.Composites;

public sealed class PlanBidExplanationTests
{
    [Fact]
    public void Explain_PlanBid_TellsWhatItRestsOnBesideTheBidders()
    {
        Bid[] bids = [PlanCases.Bid("a", 0.0001, 1, 0.64), PlanCases.Bid("b", 0.0002, 2, 0.63), PlanCases.Bid("p", 0.002, 1, 0.7)];
        var pair = new PairEvidence
        {
            First = "a", Second = "b", Same = 7_100_000, Different = 2_900_000, RightTogether = 9_300_000, WrongTogether = 700_000, Apart = [new ApartEvidence("p", 5_400_000, 4_600_000)],
        };
        var request = PlanCases.Request(bids, [pair]);

        var explanation = Explained(request with { Policy = request.Policy with { ValueUsd = 0.1 } });

        explanation.Award!.WinnerId.ShouldBe("agree(a,b,p)");
        var told = explanation.Bids[0];
        (told.BidderId, told.Plan, told.Fate).ShouldBe(("agree(a,b,p)", "Agree(a, b, else: p)", BidFate.Won));
        explanation.Bids.Select(static bid => bid.BidderId).ShouldBeSubsetOf([.. bids.Select(static bid => bid.BidderId), .. explanation.Bids.Where(static bid => bid.Plan is not null).Select(static bid => bid.BidderId)]);
        explanation.Counterfactuals.ShouldContain(static one => one.BidderId == "p" && one.Possible);
        var page = ExplanationMarkdown.Write(explanation);
        page.ShouldContain("the two agree on 71% of such microtasks and are right in 93% of those; where they differ the third is right in 54%");
        ExplanationHtml.Write(explanation).ShouldContain("the two agree on 71% of such microtasks");
    }

    [Fact]
    public void Explain_InputTellsOfTheBidders_SaysHowTheOddsMove()
    {
        Bid[] bids = [.. new[] { PlanCases.Bid("a", 0.0001, 1, 0.8), PlanCases.Bid("b", 0.0002, 2, 0.8), PlanCases.Bid("p", 0.002, 1, 0.8) }.Select(static bid => bid with { Evidence = bid.Evidence with { RightOnAverage = 0.5, ContextOutcomes = 9 } })];

        ExplanationMarkdown.Write(Explained(PlanCases.Request(bids, []))).ShouldContain("on this input the odds of a right answer are taken 4 times as high");
    }

    [Fact]
    public void Explain_NothingSeenOfThePair_SaysSo()
    {
        Bid[] bids = [PlanCases.Bid("a", 0.0001, 1, 0.64), PlanCases.Bid("b", 0.0002, 2, 0.63), PlanCases.Bid("p", 0.002, 1, 0.7)];

        ExplanationMarkdown.Write(Explained(PlanCases.Request(bids, []))).ShouldContain("The two were not seen together yet");
    }

    [Fact]
    public void Explain_AnyAwardOfPlans_HoldsInEveryFact() =>
        PlanCases.AnyRequest.Sample(static request =>
        {
            foreach (var fact in Explained(request).Facts) fact.Holds.ShouldBeTrue($"{fact.Claim} {fact.Evidence}");
        }, iter: 300);

    internal static Explanation Explained(AuctionRequest request) => Explanation.Of(new DecisionRecord
    {
        Microtask = new Microtask { Id = request.MicrotaskId, Kind = "kind", Policy = request.Policy, Input = JsonSerializer.SerializeToElement("x") },
        SubmittedAt = DateTimeOffset.UnixEpoch,
        Status = MicrotaskStatus.Running,
        Book = request.Book,
        Award = Auction.Clear(request),
        AwardedAt = DateTimeOffset.UnixEpoch,
    });
}
