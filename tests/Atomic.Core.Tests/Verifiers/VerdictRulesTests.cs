using Atomic.Core.Decisions;
using Atomic.Core.Verifiers;

namespace Atomic.Core.Tests.Verifiers;

public sealed class VerdictRulesTests
{
    [Fact]
    public void Of_SeveralVerdicts_IsTheStrictestWithTheTrustOfThoseWhoFoundIt()
    {
        var (verdict, trust) = VerdictRules.Of([Found(1, 1), Found(0, 0.3) with { Label = "spam" }, Found(0, 0.6), Found(null, 1)])!.Value;

        (verdict, trust).ShouldBe((new Verdict(0, "spam"), 0.6));
    }

    [Fact]
    public void Of_NoVerdict_IsNone()
    {
        VerdictRules.Of([]).ShouldBeNull();
        VerdictRules.Of([Found(null, 1)]).ShouldBeNull();
    }

    [Fact]
    public void RightnessOf_EveryAnswerVerified_IsCompleteAndKnowsTheRefusedToBeWrong()
    {
        var rightness = VerdictRules.RightnessOf([Attempt(AttemptOutcome.InvalidOutput, Found(0, 1)), Attempt(AttemptOutcome.TimedOut), Attempt(AttemptOutcome.Succeeded, Found(1, 1))])!;

        rightness.IsComplete.ShouldBeTrue();
        ((double?[])[rightness[0], rightness[1], rightness[2]]).ShouldBe([0, null, 1]);
    }

    [Fact]
    public void RightnessOf_OneAnswerWithoutVerdict_IsNotKnown() =>
        VerdictRules.RightnessOf([Attempt(AttemptOutcome.Succeeded, Found(null, 1)), Attempt(AttemptOutcome.Succeeded, Found(1, 1))]).ShouldBeNull();

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void IsDrawn_ManyMicrotasks_IsTheShareAndGrowsWithIt(double share)
    {
        var ids = Enumerable.Range(0, 4000).Select(static i => $"mt-{i}").ToList();

        var drawn = ids.Where(id => JudgeDraw.IsDrawn(id, share)).ToList();

        (drawn.Count / 4000d).ShouldBe(share, 0.03);
        drawn.ShouldAllBe(id => JudgeDraw.IsDrawn(id, share) && JudgeDraw.IsDrawn(id, Math.Min(1, share + 0.2)), "a repeated draw is the same, and a larger share has all of a smaller");
    }

    private static VerifierVerdict Found(double? score, double trust) => new("v", score, "Found.") { Trust = trust, Required = true };

    private static Attempt Attempt(AttemptOutcome outcome, params VerifierVerdict[] verdicts) => new()
    {
        Step = 0,
        BidderId = "a",
        Model = "m",
        IdempotencyKey = "k",
        Outcome = outcome,
        CostUsd = 0,
        LatencySeconds = 0,
        Verdicts = verdicts,
    };
}
