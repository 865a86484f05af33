using Atomic.Core.Bids;
using Atomic.Core.Calibration;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using BenchmarkDotNet.Attributes;

namespace Atomic.Benchmarks.Learning;

/// <summary>What calibration costs: a comparison learned, a bid that tells how promises held, and a bid that is discounted. The target: at most 10 µs each.</summary>
[MemoryDiagnoser]
public class CalibrationBenchmark
{
    private readonly Observation _observation = new()
    {
        BidderId = "bidder",
        Outcome = AttemptOutcome.Succeeded,
        LatencySeconds = 1.2,
        OutputTokens = 40,
        CostUsd = 0.001,
        Score = 1,
        Promised = 0.93,
        PromisedCostUsd = new Estimate(0.001, 0.0008, 0.0012),
        PromisedLatencySeconds = new Estimate(1, 0.5, 2),
    };

    private readonly Bid _own = BidOf("specialist");
    private readonly Bid _computed = BidOf("track-record");

    private TrackRecord _record = TrackRecord.Empty;

    /// <summary>Learns promises in all ten tenths, none of which is kept.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        for (var i = 0; i < 500; i++) _record = _record.After(_observation with { Promised = (i % 10 / 10.0) + 0.05, Score = i % 3 == 0 ? 1 : 0 });
    }

    /// <summary>Learns one outcome with its promises.</summary>
    [Benchmark]
    public TrackRecord After() => _record.After(_observation);

    /// <summary>Holds a bid that the house computed against its bidder's promises.</summary>
    [Benchmark]
    public Bid Told() => PromiseDiscount.Applied(_computed, _record.Calibration, 0);

    /// <summary>Discounts a bid that its bidder made, with a fit over ten tenths.</summary>
    [Benchmark]
    public Bid Discounted() => PromiseDiscount.Applied(_own, _record.Calibration, 0);

    private static Bid BidOf(string basis) => new()
    {
        BidderId = "bidder",
        Model = "model",
        CostUsd = new Estimate(0.001, 0.0008, 0.0012),
        LatencySeconds = new Estimate(1, 0.5, 2),
        Success = new Estimate(0.9, 0.85, 0.93),
        Evidence = new BidEvidence { Basis = basis },
    };
}
