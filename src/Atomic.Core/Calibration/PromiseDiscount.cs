using Atomic.Core.Bids;

namespace Atomic.Core.Calibration;

/// <summary>
/// Holds a bid against what became of its bidder's earlier promises: says in its evidence how they held, and lowers the success probability of a bidder that makes
/// promises of its own (a specialist, a bidder of the application) to what they were worth, see <see cref="Recalibration"/>. A bid that is computed
/// from the track record follows what was delivered by itself, and is left as it is.
/// </summary>
public static class PromiseDiscount
{
    /// <summary>So many judged promises, after forgetting, are told of in a bid's evidence.</summary>
    public const double LeastTold = 10;

    private const int Decimals = 4;

    // Bids that the house computes from what it knows of the bidder.
    private static readonly string[] Computed = ["prior", "track-record", "contextual"];

    /// <summary>The bid with what is known of its bidder's promises.</summary>
    /// <param name="bid">The bid as it was made.</param>
    /// <param name="record">What is known of its bidder's promises for the kind.</param>
    /// <param name="version">The version of the kind's record now.</param>
    public static Bid Applied(Bid bid, CalibrationRecord record, long version)
    {
        var held = HeldOf(record.Quality);
        var lowered = Computed.Contains(bid.Evidence.Basis, StringComparer.Ordinal) ? bid.Success : Lowered(bid, Recalibration.Of(record, version));
        double? discount = lowered.Expected < bid.Success.Expected ? bid.Success.Expected - lowered.Expected : null;
        return held is null && discount is null && bid.Evidence is { Held: null, Discount: null }
            ? bid
            : bid with { Success = lowered, AnswerPrecision = Lowered(bid.AnswerPrecision, discount ?? 0), Evidence = bid.Evidence with { Held = held, Discount = discount } };
    }

    // What is taken off one answer is taken off all answers like it, or a bidder that over-promises would meet the policy's floor all the same.
    private static Estimate? Lowered(Estimate? precision, double discount) => precision is { } share
        ? new Estimate(Math.Max(0, share.Expected - discount), Math.Max(0, share.Low - discount), Math.Max(0, share.High - discount))
        : null;

    private static Estimate Lowered(Bid bid, Recalibration recalibration)
    {
        if (recalibration == Recalibration.None) return bid.Success;
        var expected = Lowered(bid.Success.Expected, bid.Evidence, recalibration);
        return new Estimate(
            expected,
            Math.Min(expected, Lowered(bid.Success.Low, bid.Evidence, recalibration)),
            Math.Max(expected, Lowered(bid.Success.High, bid.Evidence, recalibration)));
    }

    private static double Lowered(double success, BidEvidence evidence, Recalibration recalibration) =>
        Promise.OfRight(success, evidence) is { } promised && recalibration.Apply(promised) is var worth && worth < promised
            ? Math.Min(success, worth * Promise.AnsweredOf(evidence))
            : success;

    private static HeldPromises? HeldOf(QualityCalibration quality) => quality.Weight is var weight && weight >= LeastTold
        ? new HeldPromises(Math.Round(weight, 1), Math.Round(quality.MeanPromised, Decimals), Math.Round(quality.ShareRight, Decimals))
        : null;
}
