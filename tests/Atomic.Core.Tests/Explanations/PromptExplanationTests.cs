using System.Text.Json;
using Atomic.Core.Decisions;
using Atomic.Core.Demonstrations;
using Atomic.Core.Explanations;
using Atomic.Core.Markets;
using Atomic.Core.Schemas;

namespace Atomic.Core.Tests.Explanations;

/// <summary>What is told of the prompts that bidders bid with and that attempts sent.</summary>
public sealed class PromptExplanationTests
{
    private const string Text = "Think step by step. {instructions}";
    private static readonly PromptVariant Prompt = new() { Of = "llama-3.1-8b-local", Name = "stepwise", TextHash = PromptVariant.HashOf(Text) };

    [Fact]
    public void Explain_VariantBidAndAnswered_NamesItAndTheHashOfItsText()
    {
        var explanation = Explanation.Of(Record(Prompt.TextHash!));

        explanation.Bids.Single(static bid => bid.Fate == BidFate.Won).Prompt.ShouldBe(Prompt);
        var attempt = explanation.Attempts.ShouldHaveSingleItem();
        attempt.Prompt!.Text.ShouldBe(Text);
        attempt.Notes.ShouldContain($"It was asked with the prompt variant stepwise, text sha256 {Prompt.TextHash![..12]}….");
        foreach (var page in new[] { ExplanationMarkdown.Write(explanation), ExplanationHtml.Write(explanation) })
        {
            page.ShouldContain($"rompt variant stepwise of llama-3.1-8b-local, text sha256 {Prompt.TextHash[..12]}…");
            page.ShouldContain("What is believed beyond that is taken from what is known of llama-3.1-8b-local, whose deployment it shares.");
        }
    }

    [Fact]
    public void Explain_TextChangedBetweenBidAndAttempt_SaysSo() =>
        Explanation.Of(Record(new string('0', 64))).Attempts[0].Notes.ShouldContain("The configuration had changed since it bid, text sha256 000000000000….");

    [Fact]
    public void Json_PromptsTold_MeetsTheSchema()
    {
        OutputSchema.TryCompile(JsonDocument.Parse(ExplanationSchema.Json).RootElement, out var schema, out _).ShouldBeTrue();

        schema!.Validate(JsonDocument.Parse(ExplanationJson.Write(Explanation.Of(Record(Prompt.TextHash!)))).RootElement).ShouldBeEmpty();
    }

    [Fact]
    public void Explain_ExamplesWereShown_NamesThemAndNeverTheirTexts()
    {
        var explanation = Explanation.Of(WithExamples(shown: 3));

        explanation.Attempts[0].Notes.ShouldContain(
            "It was shown 3 verified examples, the most relevant last, next to the input: mt-c (no word in common with the input), mt-b (42% as relevant as the nearest) and mt-a (label billing, the most relevant).");
        explanation.Bids.Single(static bid => bid.Fate == BidFate.Won).Demonstrations!.Select(static shown => shown.MicrotaskId).ShouldBe(["mt-c", "mt-b", "mt-a"]);
        OutputSchema.TryCompile(JsonDocument.Parse(ExplanationSchema.Json).RootElement, out var schema, out _).ShouldBeTrue();
        schema!.Validate(JsonDocument.Parse(ExplanationJson.Write(explanation)).RootElement).ShouldBeEmpty();
        foreach (var page in new[] { ExplanationMarkdown.Write(explanation), ExplanationHtml.Write(explanation) })
        {
            page.ShouldContain("mt-a (label billing, the most relevant)");
            page.ShouldContain("with up to 4 examples");
        }
    }

    [Fact]
    public void Explain_ExampleWasTakenBackMeanwhile_SaysSo() =>
        Explanation.Of(WithExamples(shown: 2)).Attempts[0].Notes.ShouldContain("1 of the examples that it bid with was not shown: verified otherwise since, or too old by then.");

    [Fact]
    public void Explain_PolicyWithoutDemonstrations_SaysSo() =>
        Explanation.Of(DecisionRecordCases.Succeeded with { Microtask = DecisionRecordCases.Succeeded.Microtask with { Policy = DecisionRecordCases.RoutingPolicy with { Demonstrations = false } } })
            .Policy.Limits.ShouldContain("Models are shown no verified examples of other microtasks, and this one is shown for none.");

    private static DecisionRecord WithExamples(int shown)
    {
        var record = Record(Prompt.TextHash!);
        ShownDemonstration[] examples = [new("mt-c", "0c", null, 0), new("mt-b", "0b", null, 0.42), new("mt-a", "0a", "billing", 1)];
        return record with
        {
            Book = record.Book! with { Bids = [.. record.Book.Bids.Select(bid => bid.Prompt is null ? bid : bid with { Prompt = bid.Prompt with { Demonstrations = 4 }, Demonstrations = examples })] },
            Attempts = [record.Attempts[0] with { Prompt = record.Attempts[0].Prompt! with { Demonstrations = examples[..shown] } }],
        };
    }

    private static DecisionRecord Record(string hashOfBid)
    {
        var record = DecisionRecordCases.Succeeded;
        var winner = record.Award!.WinnerId;
        return record with
        {
            Book = record.Book! with
            {
                Bids = [.. record.Book.Bids.Select(bid => bid.BidderId == winner ? bid with { Prompt = Prompt with { TextHash = hashOfBid }, Evidence = bid.Evidence with { PriorOf = Prompt.Of } } : bid)],
            },
            Attempts = [record.Attempts[0] with { Prompt = new SentPrompt { Variant = Prompt.Name, TextHash = Prompt.TextHash, Text = Text } }],
        };
    }
}
