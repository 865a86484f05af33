using Atomic.Core.Bids;
using Atomic.Core.Explanations;

namespace Atomic.Core.Tests.Explanations;

public sealed class HeldPromisesTests
{
    [Fact]
    public void Explain_WinnersPromisesWereJudged_SaysHowTheyHeld()
    {
        var explanation = Explain(new HeldPromises(142.3, 0.912, 0.874), discount: null);

        explanation.Award!.Sentences.ShouldContain(
            "Of gpt-4o-mini-eu's earlier answers for this kind that were judged, 87.4% were right where its bids had promised 91.2% (142.3 answers after forgetting).");
        ExplanationMarkdown.Write(explanation).ShouldContain("87.4% were right where its bids had promised 91.2%");
        ExplanationHtml.Write(explanation).ShouldContain("87.4% were right where its bids had promised 91.2%");
    }

    [Fact]
    public void Explain_Discounted_SaysByHowMuchAtTheAwardAndAtTheBid()
    {
        var explanation = Explain(new HeldPromises(142.3, 0.97, 0.9), discount: 0.025);

        explanation.Award!.Sentences.ShouldContain(static sentence => sentence.EndsWith(", so that 2.5 percentage points were taken off its bid.", StringComparison.Ordinal));
        ExplanationMarkdown.Write(explanation).ShouldContain("It promised 95.6%; 2.5 percentage points were taken off, since it delivered less than it had promised before.");
    }

    [Fact]
    public void Explain_NothingWasJudged_SaysNothing() =>
        ExplanationMarkdown.Write(Explain(held: null, discount: null)).ShouldNotContain("promised");

    private static Explanation Explain(HeldPromises? held, double? discount)
    {
        var record = DecisionRecordCases.Succeeded;
        var winner = record.Award!.WinnerId;
        var bids = record.Book!.Bids.Select(bid => bid.BidderId == winner ? bid with { Evidence = bid.Evidence with { Held = held, Discount = discount } } : bid);
        return Explanation.Of(record with { Book = record.Book with { Bids = [.. bids] } });
    }
}
