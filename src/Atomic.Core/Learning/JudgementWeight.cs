using Atomic.Core.Decisions;

namespace Atomic.Core.Learning;

/// <summary>
/// What each of several judgements of one answer weighs. Together they weigh as much as the most trusted of them: an answer is one piece of evidence,
/// however many say something of it, and what was learned of it is not unlearned. So the first judgement teaches with its trust, and a later one with that by
/// which its trust exceeds all before it: a person after a judge teaches, a second person does not.
/// </summary>
public static class JudgementWeight
{
    /// <summary>The weight of one judgement, 0 to 1.</summary>
    /// <param name="judgements">The judgements in order of arrival.</param>
    /// <param name="place">The place of the one in question.</param>
    public static double Of(IReadOnlyList<Feedback> judgements, int place)
    {
        var before = 0d;
        for (var i = 0; i < place; i++) before = Math.Max(before, Bounded(judgements[i].Trust));
        return Math.Max(0, Bounded(judgements[place].Trust) - before);
    }

    private static double Bounded(double trust) => trust > 0 ? Math.Min(trust, 1) : 0;
}
