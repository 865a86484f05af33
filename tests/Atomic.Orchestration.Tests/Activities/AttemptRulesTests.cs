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
    [InlineData("""Sure! {"team":"billing"}""", AttemptOutcome.InvalidOutput, "json")]
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
