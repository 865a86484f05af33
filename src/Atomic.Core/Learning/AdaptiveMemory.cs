namespace Atomic.Core.Learning;

/// <summary>
/// A memory that is long while nothing changes and is cut where something did: beside the counts of a long memory there are those of a short one, and
/// where the two contradict each other the old is dropped (two windows held against each other, as ADWIN does: Bifet and Gavaldà, SIAM International
/// Conference on Data Mining 2007, 443-448; here with two decaying counts, so that size and time stay constant).
/// </summary>
internal static class AdaptiveMemory
{
    /// <summary>What is kept of the old per judgement while nothing changes: an effective memory of 1,000 judgements.</summary>
    public const double Retention = 0.999;

    /// <summary>What is kept in the short memory: 100 judgements, so that a bidder that fails altogether is noticed within ten or twenty.</summary>
    public const double RecentRetention = 0.99;

    /// <summary>
    /// How many standard deviations of the short memory's share contradict the long one's. A decaying count is worth nearly twice as many observations as it
    /// weighs, so that these are 3.5 by what was seen: a false alarm about once in ten thousand judgements, and what it costs is no more than old evidence.
    /// </summary>
    public const double Contradiction = 2.5;

    // The change lies somewhere within the short memory, so that a part of this is from before it.
    private const double KeptOfRecent = 0.25;

    // Fewer say nothing of a change.
    private const double FewestRecent = 10;

    /// <summary>Both memories after one more score.</summary>
    /// <param name="all">The long memory.</param>
    /// <param name="recent">The short one.</param>
    /// <param name="score">0 (bad) to 1 (good).</param>
    /// <param name="trust">The score's weight, 0 to 1.</param>
    public static (DecayedCounts All, DecayedCounts Recent) After(DecayedCounts all, DecayedCounts recent, double score, double trust)
    {
        var isBetter = score * all.Total >= all.Good;
        (all, recent) = (all.After(score, trust, Retention), recent.After(score, trust, RecentRetention));
        return IsContradicted(all, recent, isBetter) ? (new DecayedCounts(recent.Good * KeptOfRecent, recent.Bad * KeptOfRecent), recent) : (all, recent);
    }

    // Only in the direction of the last score, so that nobody loses by a good one.
    private static bool IsContradicted(DecayedCounts all, DecayedCounts recent, bool isBetter)
    {
        var old = all.Total - recent.Total;
        if (recent.Total < FewestRecent || old < FewestRecent) return false;
        var distance = (recent.Good / recent.Total) - (all.Good / all.Total);
        if (distance > 0 != isBetter) return false;

        // One good and one bad more, so that who was always right is not certain to be.
        var share = (all.Good + 1) / (all.Total + 2);
        return distance * distance > Contradiction * Contradiction * share * (1 - share) * ((1 / recent.Total) + (1 / old));
    }
}
