using Atomic.Core.Decisions;
using Atomic.Core.Explanations;
using Atomic.Core.Verifiers;

namespace Atomic.Core.Tests.Explanations;

public sealed class VerdictExplanationTests
{
    [Fact]
    public void Write_VerdictsAndJudge_AreToldInEveryForm()
    {
        var explanation = Explanation.Of(DecisionRecordCases.Verified);
        string[] sentences =
        [
            "Verified by regex: wrong. The answer 'x' does not match the pattern.",
            "Verified by executable check-team: no verdict.",
            "Judged by a model: 75% right. The team is right, the tone is not.",
            "The track record has learned from it.",
        ];
        var html = HtmlReading.Parse(ExplanationHtml.Write(explanation)).Root!.Value;

        foreach (var sentence in sentences)
        {
            Plain(ExplanationMarkdown.Write(explanation)).ShouldContain(sentence);
            html.ShouldContain(sentence);
        }

        Explanation.Of(DecisionRecordCases.Succeeded with { Verdict = DecisionRecordCases.Verified.Verdict, Feedback = [] }).Summary
            .ShouldEndWith("Verification (regex) found the answer right.");
        explanation.Timeline.Select(static moment => moment.What).ShouldContain("Judged: 75% right");
        explanation.Timeline.Select(static moment => moment.What).ShouldContain("Verified by regex: right");
    }

    [Fact]
    public void Write_FeedbackOfLessTrust_SaysWhoseAndWhatItWeighs()
    {
        var record = DecisionRecordCases.Succeeded with { Feedback = [new Feedback { Score = 1, Trust = 0.25, Source = "support desk", ReceivedAt = DecisionRecordCases.At(60) }] };

        Plain(ExplanationMarkdown.Write(Explanation.Of(record))).ShouldContain("right (support desk, trusted 25%)");
    }

    [Fact]
    public void Write_NothingLearned_SaysWhy()
    {
        var record = DecisionRecordCases.Verified with { Verdict = new AnswerVerdict { Verdicts = [new VerifierVerdict("judge", null, "No judge could be asked.")] } };

        ExplanationMarkdown.Write(Explanation.Of(record)).ShouldContain("Nobody came to a verdict, so nothing was learned from it.");
    }

    // Markdown escapes what could be markup.
    private static string Plain(string markdown) => markdown.Replace("\\", "", StringComparison.Ordinal);
}
