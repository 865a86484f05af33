using System.Diagnostics.Metrics;
using Atomic.Core.Bids;

namespace Atomic.Orchestration.Telemetry;

/// <summary>The metrics of embedding inputs before bids.</summary>
internal static class EmbeddingMetrics
{
    private static readonly Counter<long> Embeddings = AtomicTelemetry.Meter.CreateCounter<long>(
        "atomic.embeddings", "{embedding}", "Inputs that were to be embedded before the bids, by kind, bidder and what became of it: embedded, failed, skipped.");

    private static readonly Counter<double> Cost = AtomicTelemetry.Meter.CreateCounter<double>(
        "atomic.embedding.cost", "USD", "What embedding inputs before the bids cost by the price book, by kind and bidder.");

    private static readonly Histogram<double> Duration = AtomicTelemetry.Meter.CreateHistogram(
        "atomic.embedding.duration", "s", "How long the bids waited for the embedding of the input, by bidder.", tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5] });

    /// <summary>Counts one.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="evidence">What became of it.</param>
    public static void Ended(string kind, EmbeddingEvidence evidence)
    {
        if (!Embeddings.Enabled && !Cost.Enabled && !Duration.Enabled)
            return;
        var (kindTag, bidder) = (MicrotaskMetrics.KindTag(kind), new KeyValuePair<string, object?>(TelemetryTags.Bidder, evidence.BidderId));
        var outcome = evidence.Missing is null ? "embedded" : evidence.WasSent ? "failed" : "skipped";
        Embeddings.Add(1, kindTag, bidder, new KeyValuePair<string, object?>(TelemetryTags.Embedding, outcome));
        if (evidence.CostUsd > 0)
            Cost.Add(evidence.CostUsd, kindTag, bidder);
        if (evidence.WasSent)
            Duration.Record(evidence.LatencySeconds, bidder);
    }
}
