using Atomic.Core.Bids;

namespace Atomic.Core.Calibration;

/// <summary>
/// What a bid promises of quality, in the terms in which answers are judged. Only valid answers are judged, so that the promise is the probability of a right
/// one among them: the bid's success probability divided by that of a valid answer at all. It is the bidder's own promise, before any
/// <see cref="PromiseDiscount"/>: compared with what was left of it, a discount would look like honesty, and be lifted.
/// </summary>
public static class Promise
{
    /// <summary>The promised probability of a right answer among valid ones, 0 to 1; null where the bid has no such figure.</summary>
    /// <param name="bid">The bid.</param>
    public static double? OfRight(Bid bid) => OfRight(bid.Success.Expected + (bid.Evidence.Discount ?? 0), bid.Evidence);

    /// <summary>The same of one figure of the success probability.</summary>
    /// <param name="success">The figure.</param>
    /// <param name="evidence">The bid's evidence.</param>
    internal static double? OfRight(double success, BidEvidence evidence)
    {
        var answered = AnsweredOf(evidence);
        return answered > 0 && success >= 0 ? Math.Min(success / answered, 1) : null;
    }

    /// <summary>The probability of a valid answer at all. Where a bid has none, every answer is valid: that of a specialist, or from before it was kept.</summary>
    /// <param name="evidence">The bid's evidence.</param>
    internal static double AnsweredOf(BidEvidence evidence) => evidence.Answered ?? 1;
}
