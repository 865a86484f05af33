using Atomic.Core.Bids;
using Atomic.Core.Learning;

namespace Atomic.Core.Specialists;

/// <summary>Whether a specialist may bid for a microtask. Pure: production and evaluations decide by this and nothing else.</summary>
public static class SpecialistAdmission
{
    /// <summary>
    /// Decides. It may where enough is learned, the input is recognised, the answer is likely right, and the lower bound of how often its answers are right
    /// reaches the floor; that bound is replaced by the upper end of what its own awarded answers came to, rehearsals counted, where this is lower.
    /// </summary>
    /// <param name="assessment">What the specialist makes of the input.</param>
    /// <param name="rules">What it must have.</param>
    /// <param name="awarded">The judged outcomes of its own awarded answers of the kind.</param>
    /// <param name="gap">What is missing, a sentence without the kind's name; null where nothing is.</param>
    /// <returns>What it may claim; null where something is missing.</returns>
    public static SpecialistOffer? Decide(Assessment assessment, AdmissionRules rules, DecayedCounts awarded, out string? gap)
    {
        gap = FindGap(assessment, rules);
        if (gap is not null) return null;
        var precision = Held(assessment.Answers, awarded);
        var floor = Math.Max(rules.Floor, rules.LeastProbability);
        if (precision.Low < floor)
            gap = $"Answers that it believes in as much as in this one are right with a probability of at least {precision.Low:0.000}, and {floor:0.000} is asked for.";
        else if (assessment.Probability < rules.LeastProbability)
            gap = $"Its answer is right with a probability of {assessment.Probability:0.000}, and {rules.LeastProbability:0.000} is the least that it bids with.";
        if (gap is not null) return null;
        var (right, outcomes) = (assessment.Probability, assessment.Outcomes);
        var success = WilsonScore.Of(new DecayedCounts(right * outcomes, (1 - right) * outcomes));
        return new SpecialistOffer(success with { Expected = Math.Clamp(right, success.Low, success.High) }, precision, assessment.Answers.Outcomes, AuditShare.Of(right));
    }

    private static string? FindGap(Assessment assessment, AdmissionRules rules)
    {
        if (assessment.Examples < rules.MinExamples)
            return $"It has learned {assessment.Examples} of the {rules.MinExamples} examples that it needs.";
        if (assessment is { Gap: { } gap, Guess.Label: null }) return gap; // without an answer there is nothing that could be recognised
        if (!assessment.IsRecognised)
            return $"It does not recognise the input: {assessment.Guess.KnownShare:P0} of it resembles what it learned, and {assessment.LeastKnownShare:P0} is the least.";
        if (assessment.Gap is not null) return assessment.Gap;
        return assessment.Answers.Outcomes < rules.MinOutcomes
            ? $"It has rehearsed {assessment.Answers.Outcomes:0.0} of the {rules.MinOutcomes:0.0} such answers that it needs."
            : null;
    }

    // A judged answer of its own is in both, so their sum counts only as many outcomes as the longer of the two has; and rehearsals go on while it is not
    // awarded, so that a bad record can be outgrown. Its own outcomes are those that somebody cared to judge: they may only lower the promise.
    private static Estimate Held(AnswerPrecision answers, DecayedCounts awarded)
    {
        var sum = awarded.Total + answers.Outcomes;
        if (!(awarded.Total > 0)) return answers.Share;
        var scale = Math.Max(awarded.Total, answers.Outcomes) / sum;
        var right = answers.Share.Expected * answers.Outcomes;
        var held = WilsonScore.Of(new DecayedCounts((awarded.Good + right) * scale, (awarded.Bad + answers.Outcomes - right) * scale));
        return held.High >= answers.Share.Low ? answers.Share : new Estimate(held.Expected, held.Low, held.High);
    }
}
