using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Core.Markets;
using BenchmarkDotNet.Attributes;

namespace Atomic.Benchmarks.Learning;

/// <summary>One estimate and one update of a track record. The target: at most 1 µs an estimate.</summary>
[MemoryDiagnoser]
public class LearningBenchmark
{
    private readonly Bidder _bidder = new()
    {
        Id = "bidder",
        Model = "model",
        Source = BidderSource.OpenAiCompatible,
        Price = new TokenPrice(1, 4),
    };

    private readonly Observation _observation = new()
    {
        BidderId = "bidder",
        Outcome = AttemptOutcome.Succeeded,
        LatencySeconds = 1.2,
        OutputTokens = 40,
        CostUsd = 0.001,
        Score = 1,
    };

    private TrackRecord _record = TrackRecord.Empty;

    /// <summary>Learns a few outcomes.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        for (var i = 0; i < 50; i++) _record = _record.After(_observation);
    }

    /// <summary>Computes a bid.</summary>
    [Benchmark]
    public Bid Estimate() => BidEstimator.Estimate(_bidder, _record, 300);

    /// <summary>Learns one outcome.</summary>
    [Benchmark]
    public TrackRecord After() => _record.After(_observation);
}
