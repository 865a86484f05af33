using System.Diagnostics.Metrics;
using Atomic.Core.Bids;
using Atomic.Core.Calibration;
using Atomic.Core.Learning;

namespace Atomic.Orchestration.Telemetry;

/// <summary>
/// Metrics of how bids held. Measured where a settlement or a feedback counts, so once each and of the very comparisons that the calibration of the kind is made
/// of. Attributes are kinds (bounded, see <see cref="MicrotaskMetrics.KindTag"/>), bidders and codes.
/// </summary>
internal static class CalibrationMetrics
{
    private static readonly KeyValuePair<string, object?> Cost = new(TelemetryTags.Figure, "cost");
    private static readonly KeyValuePair<string, object?> Latency = new(TelemetryTags.Figure, "latency");

    private static readonly Counter<long> Intervals = AtomicTelemetry.Meter.CreateCounter<long>(
        "atomic.bid.interval", "{attempt}", "Actual figures by where they lay against the interval that was bid, by kind, bidder and figure.");

    private static readonly Histogram<double> Brier = Measure(
        "atomic.bid.brier", "Squared distance of the promised probability and what was judged, by kind and bidder; its mean is the Brier score.", 0.01, 0.04, 0.09, 0.16, 0.25, 0.36, 0.49, 0.64, 0.81);

    private static readonly Histogram<double> Discount = Measure(
        "atomic.bid.discount", "What was taken off a bid's success probability because its bidder delivered less than it promised, by bidder.", 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5);

    /// <summary>Measures what a settlement or a feedback, which counts, compares.</summary>
    /// <param name="kind">The kind, without its tenant.</param>
    /// <param name="observations">What was observed.</param>
    public static void Compared(string kind, Observations observations)
    {
        if (!Intervals.Enabled && !Brier.Enabled)
            return;
        var kindTag = MicrotaskMetrics.KindTag(kind);
        foreach (var observation in observations.Bidders)
        {
            var bidder = BidderTag(observation.BidderId);
            if (CalibrationUpdate.ComparedCost(observation) is { } cost)
                Intervals.Add(1, kindTag, bidder, Cost, Position(observation.CostUsd, cost));
            if (CalibrationUpdate.ComparedLatency(observation) is { } latency)
                Intervals.Add(1, kindTag, bidder, Latency, Position(observation.LatencySeconds.GetValueOrDefault(), latency));
            if (CalibrationUpdate.ComparedPromise(observation) is { } promised)
                Brier.Record(QualityCalibration.BrierOf(promised, Math.Clamp(observation.Score.GetValueOrDefault(), 0, 1)), kindTag, bidder);
        }
    }

    /// <summary>Measures what was taken off bids.</summary>
    /// <param name="book">What was heard.</param>
    public static void Discounted(BidBook book)
    {
        if (!Discount.Enabled)
            return;
        foreach (var bid in book.Bids)
        {
            if (bid.Evidence.Discount is { } discount)
                Discount.Record(discount, BidderTag(bid.BidderId));
        }
    }

    private static KeyValuePair<string, object?> BidderTag(string bidderId) => new(TelemetryTags.Bidder, bidderId);

    private static KeyValuePair<string, object?> Position(double actual, Estimate bid) =>
        new(TelemetryTags.Position, WireNames<IntervalPosition>.Of(IntervalCounts.PositionOf(actual, bid)));

    private static Histogram<double> Measure(string name, string description, params double[] boundaries) =>
        AtomicTelemetry.Meter.CreateHistogram(name, "1", description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = boundaries });
}
