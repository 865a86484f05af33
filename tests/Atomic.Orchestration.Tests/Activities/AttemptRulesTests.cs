using Atomic.Core.Decisions;
using Atomic.Orchestration.Activities;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Tests.Doubles;

namespace Atomic.Orchestration.Tests.Activities;

public sealed class AttemptRulesTests
{
    private const string Schema = """{"type":"object","properties":{"team":{"enum":["billing","returns"]}},"required":["team"]}""";

    [Fact]
    public void Of_AnswerWithUsage_IsPricedByThePriceBook()
    {
        var attempt = AttemptOf(ScriptedBidder.Answer("shipping"));

        attempt.Outcome.ShouldBe(AttemptOutcome.Succeeded);
        attempt.CostUsd.ShouldBe((100 * 1 + 20 * 2) / 1e6, 1e-12);
        attempt.CostIsEstimated.ShouldBeFalse();
        attempt.Output!.Value.GetString().ShouldBe("shipping");
    }

    [Fact]
    public void Of_AnswerWithoutUsage_IsPricedByAnEstimateAndSaysSo()
    {
        var attempt = AttemptOf(ScriptedBidder.Answer(new string('x', 40)) with { InputTokens = null, OutputTokens = null });

        attempt.CostIsEstimated.ShouldBeTrue();
        attempt.CostUsd.ShouldBe((50 * 1 + 10 * 2) / 1e6, 1e-12);
    }

    [Theory]
    [InlineData(AttemptOutcome.Unreachable, false)]
    [InlineData(AttemptOutcome.RateLimited, false)]
    [InlineData(AttemptOutcome.ServerError, false)]
    [InlineData(AttemptOutcome.TimedOut, true)]
    [InlineData(AttemptOutcome.MalformedResponse, true)]
    public void Of_FailureWithoutUsage_BooksThePromptOnlyWhereItMayHaveBeenBilled(AttemptOutcome outcome, bool booked)
    {
        var attempt = AttemptOf(ScriptedBidder.Failure(outcome));

        attempt.Outcome.ShouldBe(outcome);
        attempt.CostUsd.ShouldBe(booked ? 50 / 1e6 : 0, 1e-12);
        attempt.CostIsEstimated.ShouldBe(booked);
        attempt.Output.ShouldBeNull();
    }

    [Theory]
    [InlineData("", "not-empty")]
    [InlineData("   \n", "not-empty")]
    public void Of_EmptyAnswer_IsInvalidOutput(string text, string check)
    {
        var attempt = AttemptOf(ScriptedBidder.Answer(text));

        attempt.Outcome.ShouldBe(AttemptOutcome.InvalidOutput);
        attempt.Verifications.Single(static verification => !verification.Passed).Check.ShouldBe(check);
        attempt.CostUsd.ShouldBeGreaterThan(0, "an invalid answer is billed all the same");
    }

    [Theory]
    [InlineData("""{"team":"billing"}""", AttemptOutcome.Succeeded, null)]
    [InlineData("""Sure! {"team":"billing"}""", AttemptOutcome.Succeeded, null)]
    [InlineData("Sure! It is billing.", AttemptOutcome.InvalidOutput, "json")]
    [InlineData("""{"team":"kitchen"}""", AttemptOutcome.InvalidOutput, "output-schema")]
    [InlineData("""{}""", AttemptOutcome.InvalidOutput, "output-schema")]
    [InlineData("[[[[", AttemptOutcome.InvalidOutput, "json")]
    public void Of_AnswerUnderASchema_MustMeetIt(string text, AttemptOutcome outcome, string? failed)
    {
        var attempt = AttemptOf(ScriptedBidder.Answer(text), Schema);

        attempt.Outcome.ShouldBe(outcome);
        attempt.Verifications.FirstOrDefault(static verification => !verification.Passed)?.Check.ShouldBe(failed);
        (attempt.Output is null).ShouldBe(failed is not null);
    }

    [Fact]
    public void Of_RepairedAnswer_RecordsTheRepairsByName()
    {
        var attempt = AttemptOf(ScriptedBidder.Answer("```json\n{\"team\":\"Billing\",}\n```"), Schema);

        attempt.Outcome.ShouldBe(AttemptOutcome.Succeeded);
        attempt.Output!.Value.GetRawText().ShouldBe("""{"team":"billing"}""");
        attempt.Repairs.ShouldBe(["code-fence", "trailing-comma", "enum-case"]);
        attempt.Verifications.ShouldBe(
        [
            new Verification("not-empty", true), new Verification("json", true),
            new Verification("repaired", true, "code-fence, trailing-comma, enum-case"), new Verification("output-schema", true),
        ]);
        attempt.Rejected.ShouldBeNull();
    }

    [Fact]
    public void Of_RefusedAnswer_IsKeptWithItsFaults()
    {
        var attempt = AttemptOf(ScriptedBidder.Answer("""{"team":"kitchen"}"""), Schema);

        attempt.Repairs.ShouldBeEmpty();
        var rejected = attempt.Rejected.ShouldNotBeNull();
        rejected.Text.ShouldBe("""{"team":"kitchen"}""");
        rejected.Faults.ShouldBe(["At /team: The value must be one of \"billing\", \"returns\"."]);
        attempt.Detail.ShouldBe("The answer does not meet the schema at '/team': The value must be one of \"billing\", \"returns\".");
    }

    [Fact]
    public void Of_LongRefusedAnswer_IsCutBetweenCharactersAndFaults()
    {
        var text = "[" + string.Join(",", Enumerable.Repeat("1", 30)) + ",\"" + string.Concat(Enumerable.Repeat("\U0001F422", RejectedAnswer.MaxText)) + "\"]";
        var rejected = AttemptOf(ScriptedBidder.Answer(text), """{"type":"array","items":{"type":"boolean"}}""").Rejected.ShouldNotBeNull();

        rejected.Text.Length.ShouldBeInRange(RejectedAnswer.MaxText - 1, RejectedAnswer.MaxText);
        char.IsHighSurrogate(rejected.Text[^1]).ShouldBeFalse();
        rejected.Faults.Count.ShouldBe(RejectedAnswer.MaxFaults);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("billing", null)]
    public void Of_EmptyOrFreeAnswer_LeavesNothingToAskAgainFor(string text, string? schema) => AttemptOf(ScriptedBidder.Answer(text), schema).Rejected.ShouldBeNull();

    [Theory]
    [InlineData("""{"team":"bil\ud800ling"}""", "output-schema")]
    [InlineData("""{"team":"billing","team":"returns"}""", "output-schema")]
    public void Of_AnswerThatIsNoText_IsInvalidOutput(string text, string failed)
    {
        var attempt = AttemptOf(ScriptedBidder.Answer(text), Schema);

        attempt.Outcome.ShouldBe(AttemptOutcome.InvalidOutput);
        attempt.Verifications[^1].Check.ShouldBe(failed);
    }

    [Fact]
    public void Of_AnswerWithHalfACharacter_IsInvalidOutput() =>
        AttemptOf(ScriptedBidder.Answer("{\"team\":\"bil\ud800ling\"}"), Schema).Verifications[^1].Check.ShouldBe("json");

    [Fact]
    public void Of_FreeAnswerWithHalfACharacter_IsTakenWithoutIt() =>
        AttemptOf(ScriptedBidder.Answer("good\ud83d")).Output!.Value.GetString().ShouldBe("good\uFFFD");

    [Fact]
    public void Of_SeveralChoices_HoldsEachToTheSchemaAndMendsItInItsPlace()
    {
        var attempt = AttemptOf(Choices("""{"choices":[{"index":0,"message":{"content":"{\"team\":\"returns\"}"}},{"index":1,"message":{"content":"{team:'billing'}"}}]}"""), Schema);

        attempt.Outcome.ShouldBe(AttemptOutcome.Succeeded);
        attempt.Repairs.ShouldBe(["wrong-quotes", "unquoted-key"]);
        var choices = attempt.Output!.Value.GetProperty("choices");
        choices[0].GetProperty("message").GetProperty("content").GetString().ShouldBe("""{"team":"returns"}""");
        choices[1].GetProperty("message").GetProperty("content").GetString().ShouldBe("""{"team":"billing"}""");
    }

    [Theory]
    [InlineData("""{"choices":[{"message":{"content":"{\"team\":\"returns\"}"}},{"message":{"content":"prose"}}]}""", AttemptOutcome.InvalidOutput)]
    [InlineData("""{"choices":[{"message":{"content":null}}]}""", AttemptOutcome.InvalidOutput)]
    [InlineData("""{"choices":[{"message":{"content":null,"tool_calls":[{"id":"1"}]}}]}""", AttemptOutcome.Succeeded)]
    [InlineData("""{"choices":[{"message":{"content":null,"function_call":{"name":"f"}}}]}""", AttemptOutcome.Succeeded)]
    [InlineData("""{"choices":[{"message":{"content":"Wait.","tool_calls":[{"id":"1"}]}},{"message":{"content":"prose"}}]}""", AttemptOutcome.InvalidOutput)]
    [InlineData("""{"data":[{"index":0,"embedding":[1]}]}""", AttemptOutcome.Succeeded)]
    public void Of_AnswerOfTheProtocol_PassesWhereNoTextEscapesTheSchema(string output, AttemptOutcome outcome) => AttemptOf(Choices(output), Schema).Outcome.ShouldBe(outcome);

    private static ModelReply Choices(string output) => ScriptedBidder.Answer("") with { Text = null, Output = Samples.Json(output) };

    private static Attempt AttemptOf(ModelReply reply, string? schema = null) => AttemptRules.Of(
        new AttemptOrder
        {
            MicrotaskId = "mt-1",
            Kind = "email-routing",
            Payload = Samples.Accepted().Payload,
            Step = 0,
            BidderId = "a",
            Model = "model-a",
            InputTokens = 50,
            DeadlineAt = Samples.Now,
        },
        Samples.Bidder("a", outputUsdPerMTok: 2),
        Samples.Payload(schema: schema),
        reply);
}
