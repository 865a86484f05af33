using System.Text.Json;
using Atomic.Core.Decisions;
using Atomic.Core.Explanations;
using Atomic.Core.Plans;
using Atomic.Core.Schemas;

namespace Atomic.Core.Tests.Explanations;

public sealed class PlanExplanationTests
{
    public static TheoryData<string> Names => [.. PlanRecordCases.Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Of_EveryPlan_HoldsItsFactsAndIsWritten(string name)
    {
        var explanation = Explanation.Of(PlanRecordCases.Cases[name]);

        Failing(PlanRecordCases.Cases[name]).ShouldBeEmpty();
        using var schema = JsonDocument.Parse(ExplanationSchema.Json);
        OutputSchema.TryCompile(schema.RootElement, out var compiled, out _).ShouldBeTrue();
        compiled.Validate(JsonElement.Parse(ExplanationJson.Write(explanation))).ShouldBeEmpty();
        ExplanationMarkdown.Write(explanation).ShouldNotContain("..");
        HtmlReading.Parse(ExplanationHtml.Write(explanation));
    }

    [Theory]
    [InlineData("agreed", "gpt-4o-mini-eu and llama-3.1-8b-local gave the same answer: gpt-4o-mini-eu answered in 620 ms for $0.0000792, and the answer passed all 3 checks; all attempts together cost $0.0001584.")]
    [InlineData("disagreed", "After gpt-4o-mini-eu and llama-3.1-8b-local gave different answers, mistral-large-eu answered in 620 ms for $0.0000792")]
    [InlineData("better-than-none", "gpt-4o-mini-eu and llama-3.1-8b-local gave different answers, and nobody else gave a valid answer to decide; better than none, that of gpt-4o-mini-eu counts: gpt-4o-mini-eu answered")]
    [InlineData("voted", "gpt-4o-mini-eu and llama-3.1-8b-local won the vote with 4.54 of 4.86 in weight: gpt-4o-mini-eu answered")]
    [InlineData("hedged", "After gpt-4o-mini-eu had not answered within 1.3 s, llama-3.1-8b-local answered")]
    [InlineData("hedge-failed", "After gpt-4o-mini-eu ended in a server error, llama-3.1-8b-local answered")]
    [InlineData("asked-again", "gpt-4o-mini-eu, asked again after an invalid answer, answered in 620 ms for $0.0000792, and the answer, once mended (code fence and trailing comma), passed all 3 checks")]
    [InlineData("broke-off", "It failed after 1 attempt (A part of the answer of gpt-4o-mini-eu had been passed on when it failed, so nobody else could answer in its place.")]
    [InlineData("at-work", "Attempts 1 and 2 are under way.")]
    public void Of_EveryPlan_TellsInItsSummaryHowTheAnswerCameAbout(string name, string sentence) =>
        Explanation.Of(PlanRecordCases.Cases[name]).Summary.ShouldContain(sentence);

    [Theory]
    [InlineData("agreed", 1, "Its answer is the same as gpt-4o-mini-eu's.")]
    [InlineData("disagreed", 2, "It was asked because gpt-4o-mini-eu and llama-3.1-8b-local gave different answers.")]
    [InlineData("disagreed", 1, "Its answer was not used: that of mistral-large-eu counts.")]
    [InlineData("voted", 0, "Its answer won the vote: gpt-4o-mini-eu and llama-3.1-8b-local gave it, 4.54 of 4.86 in weight.")]
    [InlineData("voted", 2, "It was asked for its vote, at the same time as the other 2 voters; its vote weighs 0.32.")]
    [InlineData("hedged", 1, "It was asked because gpt-4o-mini-eu had not answered 1.3 s after it was asked.")]
    [InlineData("hedge-failed", 1, "It was asked because attempt 1, by gpt-4o-mini-eu, ended in a server error.")]
    [InlineData("asked-again", 1, "Its bidder was asked again, with the faults of its first answer: /team is not one of the values that are allowed.")]
    [InlineData("asked-again", 1, "The answer was mended without asking again: code fence and trailing comma.")]
    [InlineData("not-asked-again", 0, "Its bidder was not asked again: the plan had gone on, or deadline and money did not last for it.")]
    [InlineData("broke-off", 0, "A part of the answer had been passed on by then, so nobody else could answer in its place.")]
    [InlineData("streamed", 0, "The answer was passed on while it arrived.")]
    [InlineData("streamed", 0, "The model stopped where its answer had become as long as it may be.")]
    public void Of_EveryPlan_TellsOfEachAttemptWhyItWasMadeAndWhatCameOfIt(string name, int attempt, string note) =>
        Explanation.Of(PlanRecordCases.Cases[name]).Attempts[attempt].Notes.ShouldContain(note);

    [Fact]
    public void Of_AskedAgain_KeepsTheNumberAndSaysSoEverywhere()
    {
        var explanation = Explanation.Of(PlanRecordCases.AskedAgain);

        explanation.Attempts.Select(static attempt => (attempt.Number, attempt.Ask)).ShouldBe([(1, 1), (1, 2)]);
        explanation.Answer!.ShouldSatisfyAllConditions(static answer => answer.Attempt.ShouldBe(1), static answer => answer.Ask.ShouldBe(2));
        explanation.Timeline.ShouldContain(static moment => moment.What == "Attempt 1 asked again: gpt-4o-mini-eu");
        ExplanationMarkdown.Write(explanation).ShouldContain("### 1. `gpt-4o-mini-eu`, asked again: succeeded");
        ExplanationHtml.Write(explanation).ShouldContain("1. gpt-4o-mini-eu, asked again: succeeded");
    }

    [Fact]
    public void Of_AnswerOfAnotherAttemptThanThePlansRulesGive_FailsTheCheck()
    {
        Failing(PlanRecordCases.Disagreed with { Answer = new PlanAsk(0, 1) }).ShouldBe(["answer-follows-from-the-plan"]);
        Failing(PlanRecordCases.Voted with { Answer = new PlanAsk(2, 1) }).ShouldBe(["answer-follows-from-the-plan"]);
    }

    private static IEnumerable<string> Failing(DecisionRecord record) =>
        Explanation.Of(record).Facts.Where(static fact => !fact.Holds && fact.Id is not ("award-recomputed" or "winner-follows-from-ranking")).Select(static fact => fact.Id);
}
