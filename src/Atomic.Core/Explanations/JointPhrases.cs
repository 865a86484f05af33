using Atomic.Core.Bids;

namespace Atomic.Core.Explanations;

/// <summary>What a composite plan's bid rests on, in sentences.</summary>
internal static class JointPhrases
{
    /// <summary>"The two agree on 71.0% of such microtasks and are right in 93.0% of those; …".</summary>
    /// <param name="evidence">The bid's evidence.</param>
    public static string Of(BidEvidence evidence)
    {
        if (evidence.Joint is not { } joint)
            return "The bid rests on its two bidders' bids: the second is asked one time in twenty, where the first is slower than its p95 latency.";
        return $"The bid rests on its bidders' bids and on how they answer together: the two agree on {Figures.Probability(joint.Agree)} of such microtasks and are right in"
            + $" {Figures.Probability(joint.RightTogether)} of those; where they differ the third is right in {Figures.Probability(joint.RightApart)}, and it decides in"
            + $" {Figures.Probability(joint.ThirdDecides)} of all.{Here(joint)} {Seen(joint)}";
    }

    private static string Here(JointEvidence joint) => joint.InputOdds is { } odds
        ? $" That is so on average: on this input the odds of a right answer are taken {Figures.Number(odds)} times as high, by what it tells of the bidders."
        : "";

    private static string Seen(JointEvidence joint) => joint.Observed > 0
        ? $"After forgetting {Figures.Count(joint.Observed)} such answers of the two were seen, {Figures.Count(joint.ObservedTogether)} of them judged where they agreed, and"
            + $" {Figures.Count(joint.ObservedApart)} of the third where they did not."
        : "The two were not seen together yet: the figures are what their own success probabilities imply, and what other pairs have shown.";
}
