using Atomic.Core.Decisions;

namespace Atomic.Core.Verifiers;

/// <summary>What the verdicts of several verifiers come to.</summary>
public static class VerdictRules
{
    /// <summary>
    /// The verdicts on one answer as one: an answer is as right as the strictest of them finds it. It weighs as much as the most trusted of those that found
    /// so, and names the right answer where one of all knows it.
    /// </summary>
    /// <param name="verdicts">The verdicts.</param>
    /// <returns>The verdict with its trust; null where none came to one.</returns>
    public static (Verdict Verdict, double Trust)? Of(IReadOnlyList<VerifierVerdict> verdicts)
    {
        (double Score, double Trust)? strictest = null;
        string? label = null;
        for (var i = 0; i < verdicts.Count; i++)
        {
            label ??= verdicts[i].Label;
            if (verdicts[i].Score is not { } score) continue;
            if (strictest is not { } known || score < known.Score) strictest = (score, verdicts[i].Trust);
            else if (score.Equals(known.Score)) strictest = (score, Math.Max(known.Trust, verdicts[i].Trust));
        }

        return strictest is { } found ? (new Verdict(found.Score, label), found.Trust) : null;
    }

    /// <summary>
    /// How right each attempt was by its own verdicts: null where one of those that gave an answer has none, so that not all is known. An answer that was
    /// refused for its verdict is known to be wrong.
    /// </summary>
    /// <param name="attempts">The attempts that ended.</param>
    public static Rightness? RightnessOf(IReadOnlyList<Attempt> attempts)
    {
        var scores = new double?[attempts.Count];
        var found = false;
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = Of(attempts[i].Verdicts)?.Verdict.Score;
            if (scores[i] is null && attempts[i].Outcome == AttemptOutcome.Succeeded) return null;
            found |= scores[i] is not null;
        }

        return found ? Rightness.Known(scores) : null;
    }
}
