using System.Text.Json;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Explanations;
using Atomic.Core.Schemas;
using Atomic.Core.Tests.Composites;
using static Atomic.Core.Tests.Explanations.DecisionRecordCases;

namespace Atomic.Core.Tests.Explanations;

/// <summary>What the explanation tells of the embedding of an input: who saw it, what it cost, what it left of the limits, or why there was none.</summary>
public sealed class EmbeddingExplanationTests
{
    private static readonly EmbeddingEvidence Embedded = new()
    {
        BidderId = "embed-eu", Model = "meaning-1", Region = "eu", WasSent = true, InputTokens = 120, CostUsd = 0.0001, LatencySeconds = 0.042,
    };

    public static TheoryData<EmbeddingEvidence, string> Ends => new()
    {
        { Embedded, "Before the bids the input was embedded by embed-eu (model meaning-1, region eu), which took 42 ms and $0.0001 for 120 tokens: they go by what it means beside its words, as far as that was learned." },
        {
            Embedded with { Missing = "Model 'meaning-1' at endpoint 'gpu' had not answered.", CostIsEstimated = true, LatencySeconds = 0.5 },
            "The input was sent to embed-eu (model meaning-1, region eu) to be embedded before the bids, which took 500 ms and an estimated $0.0001 and gave nothing, so that they went by its words alone. Model 'meaning-1' at endpoint 'gpu' had not answered."
        },
        {
            new EmbeddingEvidence { BidderId = "embed-eu", Model = "meaning-1", Region = "us", Missing = "It processes data in us; the policy allows eu." },
            "The input was not embedded by embed-eu (model meaning-1, region us), so that the bids went by its words alone. It processes data in us; the policy allows eu."
        },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void Write_EveryEnd_IsToldInEveryForm(EmbeddingEvidence evidence, string sentence)
    {
        var explanation = Explanation.Of(With(Succeeded, evidence));

        explanation.Embedding!.Sentence.ShouldBe(sentence);
        ExplanationMarkdown.Write(explanation).Replace("\\", "", StringComparison.Ordinal).ShouldContain(sentence);
        System.Net.WebUtility.HtmlDecode(ExplanationHtml.Write(explanation)).ShouldContain(sentence);
        using var schema = JsonDocument.Parse(ExplanationSchema.Json);
        OutputSchema.TryCompile(schema.RootElement, out var compiled, out _).ShouldBeTrue();
        using var json = JsonDocument.Parse(ExplanationJson.Write(explanation));
        compiled!.Validate(json.RootElement).ShouldBeEmpty();
        json.RootElement.GetProperty("embedding").TryGetProperty("inputTokens", out _).ShouldBe(evidence.WasSent);
        explanation.Disclosures.Count(static one => one.BidderId == "embed-eu").ShouldBe(evidence.WasSent ? 1 : 0);
    }

    [Fact]
    public void Of_Embedded_CostIsPartOfTheWholeAndEveryFactHolds()
    {
        var without = Explanation.Of(Succeeded);
        var record = With(Succeeded, Embedded);
        var explanation = Explanation.Of(record with { Settlement = record.Settlement! with { CostUsd = record.Settlement.CostUsd + Embedded.CostUsd } });

        explanation.Microtask.CostUsd.ShouldBe(without.Microtask.CostUsd + 0.0001, 1e-12);
        Fact(explanation, "cost-within-limit").Claim.ShouldBe("All attempts and the embedding together cost no more than maxCostUsd.");
        explanation.Facts.Where(static fact => !fact.Holds).Select(static fact => fact.Id).ShouldBe([], "the award was made with it in the book");
        Fact(explanation, "settled-cost-is-the-sum").Evidence.ShouldContain("embedding $0.0001");
    }

    [Fact]
    public void Of_EmbeddingAboveTheLimit_IsNotWithinIt()
    {
        var explanation = Explanation.Of(With(Succeeded, Embedded with { CostUsd = 0.00195 }));
        Fact(explanation, "cost-within-limit").Holds.ShouldBeFalse();
    }

    [Theory]
    [InlineData("us", false)]
    [InlineData("eu", true)]
    public void Of_EmbedderIsNoBidder_ItsRegionIsHeldAgainstThePolicy(string region, bool permitted)
    {
        var explanation = Explanation.Of(With(Succeeded, Embedded with { Region = region }));

        explanation.Disclosures[0].Permitted.ShouldBe(permitted);
        Fact(explanation, "data-seen-by-permitted-only").Holds.ShouldBe(permitted);
    }

    [Fact]
    public void Of_BidAboveWhatTheEmbeddingLeft_CounterfactualNamesTheLimitThatWouldDo()
    {
        var request = PlanCases.Request([PlanCases.Bid("a", 0.1, 1, 0.9)], []);
        var cost = request.Book.Bids[0].CostUsd.High;
        var policy = request.Policy with { MaxCostUsd = cost + 0.001 };
        var request2 = request with { Policy = policy, Book = request.Book with { Embedding = Embedded with { CostUsd = 0.002 } } };
        var explanation = PlanBidExplanationTests.Explained(request2);

        var counterfactual = explanation.Counterfactuals.ShouldHaveSingleItem();
        (counterfactual.Figure, counterfactual.Actual).ShouldBe((CounterfactualFigure.MaxCostUsd, policy.MaxCostUsd));
        counterfactual.Threshold!.Value.ShouldBe(cost + 0.002, 1e-12);
        explanation.Facts.ShouldAllBe(static fact => fact.Holds);
        explanation.Bids[0].FateSentence.ShouldContain("that embedding the input left of maxCostUsd");

        var relaxed = PlanBidExplanationTests.Explained(request2 with { Policy = policy with { MaxCostUsd = counterfactual.Threshold + 1e-9 } });
        relaxed.Award!.WinnerId.ShouldBe("a", "the sentence is true");
        relaxed.Facts.ShouldAllBe(static fact => fact.Holds);
    }

    private static DecisionRecord With(DecisionRecord record, EmbeddingEvidence embedding) => Award(record with { Book = record.Book! with { Embedding = embedding } });

    private static Fact Fact(Explanation explanation, string name) => explanation.Facts.Single(fact => fact.Id == name);
}
