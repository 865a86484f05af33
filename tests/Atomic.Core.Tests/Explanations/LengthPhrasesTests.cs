using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Contexts;
using Atomic.Core.Explanations;
using Atomic.Core.Plans;
using Atomic.Core.Tests.Composites;

namespace Atomic.Core.Tests.Explanations;

public sealed class LengthPhrasesTests
{
    [Theory]
    [InlineData(240, 90, 3, 1.2, "It expects 240 output tokens and 3 s on this input, 90 and 1.2 s on average; learned from 120 answers.")]
    [InlineData(240, 90, 3, 2.9, "It expects 240 output tokens on this input, 90 on average; learned from 80 answers.")]
    [InlineData(90, 90, 3, 1.2, "It expects 3 s on this input, 1.2 s on average; learned from 120 answers.")]
    public void Write_InputMakesADifference_SaysWhich(double tokens, double average, double seconds, double averageSeconds, string told) =>
        Told(tokens, average, seconds, averageSeconds).ShouldContain(told);

    [Fact]
    public void Write_NoNoticeableDifference_SaysNothing() => Told(95, 90, 1.25, 1.2).ShouldNotContain("on this input");

    [Fact]
    public void Clear_MembersAnswerLongOnThisInput_PlansCostAndTakeMore()
    {
        var (model, lengths) = (new ContextModel(), new Contexts.ToyLengths(1));
        lengths.Teach(model, 300);

        AgreementOn(Contexts.ToyLengths.Long).CostUsd.Expected.ShouldBeGreaterThan(1.5 * AgreementOn(Contexts.ToyLengths.Short).CostUsd.Expected);
        AgreementOn(Contexts.ToyLengths.Long).LatencySeconds.Expected.ShouldBeGreaterThan(1.5 * AgreementOn(Contexts.ToyLengths.Short).LatencySeconds.Expected);

        Bid AgreementOn(string word)
        {
            var bid = lengths.BidOn(model, $"tell me about the {word} today");
            Bid[] members = [.. "abp".Select(id => bid with { BidderId = $"{id}", Model = $"{id}" })];
            var request = PlanCases.Request(members, []);
            return Auction.Clear(request with { Policy = request.Policy with { ValueUsd = 10 } }).PlanBids.First(static plan => plan.Plan is AgreePlan);
        }
    }

    private static string Told(double tokens, double average, double seconds, double averageSeconds)
    {
        var bid = PlanCases.Bid("a", 0.1, seconds, 0.5);
        var evidence = bid.Evidence with
        {
            Basis = BidBasis.Contextual, ExpectedOutputTokens = tokens, OutputTokensOnAverage = average, LengthOutcomes = 80, LatencyOnAverage = averageSeconds, LatencyOutcomes = 120,
        };
        return ExplanationMarkdown.Write(PlanBidExplanationTests.Explained(PlanCases.Request([bid with { Evidence = evidence }], [])));
    }
}
