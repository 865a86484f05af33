using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Plans;
using Atomic.Core.Policies;
using BenchmarkDotNet.Attributes;

namespace Atomic.Benchmarks.Auctions;

/// <summary>Clearing one auction in which composite plans of every form bid. The target: at most 100 µs for 8 bidders of whose pairs 16 are known.</summary>
[MemoryDiagnoser]
public class PlanAuctionBenchmark
{
    private AuctionRequest _request = null!;

    /// <summary>How many bidders bid.</summary>
    [Params(3, 5, 8, 10)]
    public int Bidders { get; set; }

    /// <summary>Makes bids of mixed figures; the seed is fixed.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var random = new Random(1);
        var bids = new Bid[Bidders];
        var pairs = new List<PairEvidence>();
        for (var i = 0; i < bids.Length; i++)
        {
            var cost = random.NextDouble() * 0.001;
            var success = 0.5 + (random.NextDouble() * 0.3);
            bids[i] = new Bid
            {
                BidderId = $"bidder-{i:00000}",
                Model = "model",
                CostUsd = new Estimate(cost, cost / 2, cost * 1.5),
                MostCostUsd = cost * 4,
                LatencySeconds = new Estimate(1 + i, 0.5, 3 + i),
                Success = new Estimate(success, success - 0.1, success + 0.1),
                Evidence = new BidEvidence { Basis = "track-record", InputTokens = 200, ExpectedOutputTokens = 50, Answered = 0.98, RightTrials = 200, QualityObservations = 196 },
            };
            for (var j = 0; j < i && pairs.Count < PairEvidence.MostPairs; j++)
            {
                pairs.Add(new PairEvidence
                {
                    First = bids[j].BidderId,
                    Second = bids[i].BidderId,
                    Same = 60,
                    Different = 40,
                    RightTogether = 50,
                    WrongTogether = 10,
                    Apart = [new ApartEvidence(bids[0].BidderId, 20, 20), new ApartEvidence(bids[^1]?.BidderId ?? "", 20, 20)],
                });
            }
        }

        _request = new AuctionRequest
        {
            MicrotaskId = "mt-00000000000000000000000000",
            Policy = new Policy { MaxCostUsd = 0.02, DeadlineSeconds = 60, MinQuality = 0.2 },
            Book = new BidBook { Bids = bids, NoBids = [], MarketVersion = "0123456789abcdef", TrackRecordVersion = 1, Pairs = pairs },
            PlanForms = [PlanForm.Agree, PlanForm.Vote, PlanForm.Hedge],
            AsksPerStep = 2,
            BudgetLeftUsd = 10,
        };
    }

    /// <summary>Clears the auction.</summary>
    [Benchmark]
    public Award Clear() => Auction.Clear(_request);
}
