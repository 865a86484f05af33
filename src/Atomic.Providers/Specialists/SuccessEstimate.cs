using Atomic.Core.Bids;
using Atomic.Core.Learning;
using Atomic.Core.Specialists;

namespace Atomic.Providers.Specialists;

/// <summary>The success probability of a specialist's bid: the worse of what its guesses were worth at this confidence, and what its bids were worth in all.</summary>
internal static class SuccessEstimate
{
    /// <summary>The estimate, and how many effective outcomes the worse of the two rests on.</summary>
    public static (Estimate Success, double Observations) Of(Assessment assessment, TrackRecord record)
    {
        var ownBids = Combine(record.Right, assessment.Rehearsed);
        var (here, inAll) = (assessment.Precision, WilsonScore.Of(ownBids));
        var (expected, low) = (Math.Min(here.Expected, inAll.Expected), Math.Min(here.Low, inAll.Low));
        var success = new Estimate(expected, low, Math.Max(expected, Math.Min(here.High, inAll.High)));
        return (success, here.Low <= inAll.Low ? assessment.AtConfidence.Total : ownBids.Total);
    }

    /// <summary>
    /// Awarded bids and rehearsed ones. A judged answer of its own is in both, so their sum counts only as many outcomes as the longer of the two
    /// has; and rehearsals go on while it is not awarded, so that a bad record can be outgrown.
    /// </summary>
    private static DecayedCounts Combine(DecayedCounts awarded, DecayedCounts rehearsed)
    {
        var sum = awarded.Total + rehearsed.Total;
        if (!(sum > 0)) return default;
        var scale = Math.Max(awarded.Total, rehearsed.Total) / sum;
        return new DecayedCounts((awarded.Good + rehearsed.Good) * scale, (awarded.Bad + rehearsed.Bad) * scale);
    }
}
