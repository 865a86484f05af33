using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Core.Verifiers;

namespace Atomic.Core.Explanations;

/// <summary>Tells what verifiers, judges and callers found of an answer.</summary>
internal static class VerdictPhrases
{
    /// <summary>"right", "wrong", or "25% right".</summary>
    /// <param name="score">0 (wrong) to 1 (right).</param>
    public static string Right(double score) => score switch
    {
        >= 1 => "right",
        <= 0 => "wrong",
        _ => $"{Figures.Probability(score)} right",
    };

    /// <summary>"Verified by regex: right. The answer matches the pattern."</summary>
    /// <param name="verdict">The verdict.</param>
    public static string Of(VerifierVerdict verdict) =>
        $"{(verdict.Verifier == JudgeVerifier.TypeName ? "Judged by a model" : $"Verified by {verdict.Verifier}")}: {(verdict.Score is { } score ? Right(score) : "no verdict")}. {Prose.Sentence(verdict.Detail)}";

    /// <summary>The class of its line in HTML; null where it came to no verdict.</summary>
    /// <param name="verdict">The verdict.</param>
    public static string? Class(VerifierVerdict verdict) => verdict.Score switch
    {
        null => null,
        >= 1 => "holds",
        _ => "fails",
    };

    /// <summary>What became of the verdicts.</summary>
    /// <param name="verdict">The verdicts.</param>
    public static string Lesson(AnswerVerdict verdict) => verdict switch
    {
        { Judgements.Count: 0, Learned: false } => "Nobody came to a verdict, so nothing was learned from it.",
        { Learned: true } => "The track record has learned from it.",
        _ => "Nothing new was learned from it: a judgement before it weighs as much, or it had been learned from before.",
    };

    /// <summary>Where a feedback comes from and what it weighs, where that is not the usual; null otherwise.</summary>
    /// <param name="feedback">The feedback.</param>
    public static string? Origin(Feedback feedback)
    {
        var trust = feedback.Trust.Equals(SignalTrust.Of(Signal.Feedback)) ? null : $"trusted {Figures.Probability(feedback.Trust)}";
        return (feedback.Source, trust) switch
        {
            (null, _) => trust,
            (var source, null) => source,
            var (source, weight) => $"{source}, {weight}",
        };
    }
}
