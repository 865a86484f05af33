using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Policies;
using BenchmarkDotNet.Attributes;

namespace Atomic.Benchmarks.Auctions;

/// <summary>Clearing one auction. The targets: at most 1 µs a bid, 10,000 bids within 10 ms, nothing allocated per bid but the results.</summary>
[MemoryDiagnoser]
public class AuctionBenchmark
{
    private AuctionRequest _request = null!;

    /// <summary>How many bid.</summary>
    [Params(5, 100, 10_000)]
    public int Bids { get; set; }

    /// <summary>Whether one bid in two fails a hard limit, whose sentence has then to be written.</summary>
    [Params(false, true)]
    public bool HalfEliminated { get; set; }

    /// <summary>Makes bids of mixed figures; the seed is fixed.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var random = new Random(1);
        var bids = new Bid[Bids];
        for (var i = 0; i < bids.Length; i++)
        {
            var cost = HalfEliminated && i % 2 == 0 ? 0.02 + (random.NextDouble() * 0.01) : random.NextDouble() * 0.01;
            var latency = random.NextDouble() * 3;
            var success = 0.5 + (random.NextDouble() * 0.4);
            bids[i] = new Bid
            {
                BidderId = $"bidder-{i:00000}",
                Model = "model",
                CostUsd = new Estimate(cost, cost / 2, cost * 1.5),
                LatencySeconds = new Estimate(latency, latency / 2, latency * 2),
                Success = new Estimate(success, success - 0.1, success + 0.1),
                Evidence = new BidEvidence { Basis = "track-record", InputTokens = 200, ExpectedOutputTokens = 50 },
            };
        }

        _request = new AuctionRequest
        {
            MicrotaskId = "mt-00000000000000000000000000",
            Policy = new Policy { MaxCostUsd = 0.02, DeadlineSeconds = 30, MinQuality = 0.2 },
            Book = new BidBook { Bids = bids, NoBids = [], MarketVersion = "0123456789abcdef", TrackRecordVersion = 1 },
            BudgetLeftUsd = 10,
        };
    }

    /// <summary>Clears the auction.</summary>
    [Benchmark]
    public Award Clear() => Auction.Clear(_request);
}
