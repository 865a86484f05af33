using System.Text.Json;
using Atomic.Core.Decisions;
using Atomic.Core.Policies;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Tests.Doubles;

namespace Atomic.Orchestration.Tests.Service;

/// <summary>Which judged answers may be shown to models as examples, and with which answer.</summary>
public sealed class DemonstrationRulesTests
{
    private static readonly MicrotaskPayload Payload = Samples.Payload();
    private static readonly string Input = InputText.Of(Payload.Input);

    [Theory]
    [InlineData(1, null, false, "\"shipping\"", "shipping")] // right: what was answered
    [InlineData(1, "shipping", false, "\"shipping\"", "shipping")]
    [InlineData(1, null, true, """{"team":"shipping"}""", """{"team":"shipping"}""")] // as it was written under a schema
    [InlineData(1, null, true, "\"shipping\"", "\"shipping\"")]
    [InlineData(0, "billing", false, "\"shipping\"", "billing")] // wrong: the label is the right one
    [InlineData(0, "billing", true, """{"team":"shipping"}""", null)] // a label is no answer under a schema
    [InlineData(0, null, false, "\"shipping\"", null)]
    [InlineData(0.5, null, false, "\"shipping\"", null)]
    [InlineData(1, null, false, null, null)]
    public void SourceOf_Feedback_HasTheRightAnswerOrTakesBack(double score, string? label, bool typed, string? output, string? expected)
    {
        var answer = Answer(output, typed);
        var feedback = Feedback(score, label);

        DemonstrationRules.Concerns(answer, feedback).ShouldBeTrue();
        var source = DemonstrationRules.SourceOf(answer, feedback, Payload, Input)!;
        (source.Answer, source.IsTyped).ShouldBe((expected, typed));
    }

    [Fact]
    public void SourceOf_Policy_GivesTheExampleItsRules()
    {
        var policy = new Policy { Regions = ["eu"], RequireTags = ["audited"], Allow = ["a", "b"], Deny = ["c"], MaxCostUsd = 1 };

        var source = DemonstrationRules.SourceOf(Answer("\"x\"") with { Policy = policy }, Feedback(1), Payload, Input)!;

        (source.MicrotaskId, source.AcceptedAt).ShouldBe(("mt-1", Samples.Now));
        source.Regions.ShouldBe(["eu"]);
        source.RequireTags.ShouldBe(["audited"]);
        source.Allow.ShouldBe(["a", "b"]);
        source.Deny.ShouldBe(["c"]);
    }

    [Fact]
    public void Concerns_WhatMayNeverBeShown_IsFalse()
    {
        DemonstrationRules.Concerns(Answer("\"x\"") with { Policy = new Policy { Demonstrations = false } }, Feedback(1)).ShouldBeFalse("its caller wants none shown");
        DemonstrationRules.Concerns(Answer("\"x\"") with { Policy = null }, Feedback(1)).ShouldBeFalse("its rules are not known");
        DemonstrationRules.Concerns(Answer("\"x\"") with { AcceptedAt = null }, Feedback(1)).ShouldBeFalse("how long it is kept is not known");
        DemonstrationRules.Concerns(Answer("\"x\""), Feedback(1) with { Trust = 0.4 }).ShouldBeFalse("too little trust");
        DemonstrationRules.Concerns(Answer("\"x\""), Feedback(1) with { Signal = Signal.Verifier }).ShouldBeFalse("a verifier may have looked at the form alone");
        DemonstrationRules.Concerns(Answer("\"x\""), Feedback(1, "x") with { Signal = Signal.Verifier }).ShouldBeTrue();
        DemonstrationRules.Concerns(Answer("\"x\""), Feedback(0) with { Signal = Signal.Verifier }).ShouldBeTrue("what was found wrong is not shown again");
    }

    [Theory]
    [InlineData("""[{"role":"user","content":"Where is it?"}]""", null)]
    [InlineData("\"Where is it?\"", """{"temperature":0}""")]
    [InlineData("\"  \"", null)]
    public void SourceOf_NoWholeInput_IsNone(string input, string? parameters)
    {
        var payload = new MicrotaskPayload(null, Samples.Json(input), null) { Parameters = parameters is null ? null : Samples.Json(parameters) };

        DemonstrationRules.SourceOf(Answer("\"x\""), Feedback(1), payload, InputText.Of(payload.Input)).ShouldBeNull();
    }

    [Fact]
    public void SourceOf_InputWasCut_IsNone() => DemonstrationRules.SourceOf(Answer("\"x\""), Feedback(1), Payload, Input[..^1]).ShouldBeNull();

    [Fact]
    public void SourceOf_AnswerTooLong_TakesBack() =>
        DemonstrationRules.SourceOf(Answer(JsonSerializer.Serialize(new string('x', 2_049))), Feedback(1), Payload, Input)!.Answer.ShouldBeNull();

    private static JudgedAnswer Answer(string? output, bool typed = false) => new()
    {
        MicrotaskId = "mt-1", Scope = "email-routing", BidderId = "small", IsTyped = typed, Output = output is null ? null : Samples.Json(output), Policy = new Policy(), AcceptedAt = Samples.Now,
    };

    private static Feedback Feedback(double score, string? label = null) => new() { Score = score, Label = label, ReceivedAt = Samples.Now };
}
