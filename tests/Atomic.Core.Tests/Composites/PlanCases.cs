using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Plans;
using Atomic.Core.Policies;
using CsCheck;

namespace Atomic.Core.Tests.Composites;

/// <summary>Requests in which composite plans may bid.</summary>
internal static class PlanCases
{
    private static readonly Gen<double> Count = Gen.Int[0, 20_000].Select(static hundredths => hundredths / 100.0);

    private static readonly Gen<Bid[]> Bids = Gen.Select(Gen.Double[0, 0.01], Gen.Double[0.01, 5], Gen.Double[0, 1], Gen.Double[0.3, 1], Gen.Double[0, 300])
        .Array[0, 13]
        .Select(static figures => figures.Select(static (figure, i) => Bid($"bidder-{(char)('a' + i)}", figure.Item1, figure.Item2, figure.Item3, figure.Item4, figure.Item5)).ToArray());

    public static readonly Gen<AuctionRequest> AnyRequest = Gen.Select(
        Bids, Gen.Select(Gen.Int[0, 12], Gen.Int[0, 12], Count, Count, Count, Count).Array[0, 16], Gen.Int[0, 4], Gen.Int[1, 5], Gen.Int[0, 8], Gen.Bool, Gen.Int[0, 1_000_000], Gen.Int[0, 40],
        static (bids, pairs, objective, attempts, limits, explore, id, price) => Request(bids, [.. Evidence(bids, pairs)]) with
        {
            MicrotaskId = $"mt-{id}",
            AsksPerStep = 1 + (id % 2),
            BudgetLeftUsd = limits is 3 or 4 ? 0.02 : null,
            Policy = new Policy
            {
                Objective = (Objective)(objective % 4),
                ValueUsd = 0.01,
                LatencyUsdPerSecond = price / 10_000.0,
                MaxAttempts = attempts,
                Explore = explore,
                MaxCostUsd = limits is 1 or 4 ? 0.01 : null,
                DeadlineSeconds = limits is 2 or 4 ? 8 : null,
                MinQuality = limits is 5 or 6 ? 0.4 : null,
            },
        });

    public static AuctionRequest Request(IReadOnlyList<Bid> bids, IReadOnlyList<PairEvidence>? pairs) => new()
    {
        MicrotaskId = "mt-1",
        Policy = new Policy { LatencyUsdPerSecond = 0, Explore = false },
        Book = new BidBook { Bids = bids, NoBids = [], MarketVersion = "0123456789abcdef", TrackRecordVersion = 7, Pairs = pairs },
        PlanForms = [PlanForm.Agree, PlanForm.Vote, PlanForm.Hedge],
    };

    public static Bid Bid(string id, double costUsd, double latencySeconds, double success, double answered = 1, double trials = 1_000) => new()
    {
        BidderId = id,
        Model = $"model of {id}",
        CostUsd = new Estimate(costUsd, costUsd * 0.8, costUsd * 1.3),
        MostCostUsd = costUsd * 3,
        LatencySeconds = new Estimate(latencySeconds, latencySeconds / 2, latencySeconds * 2),
        Success = new Estimate(success * answered, success * answered * 0.9, Math.Min(1, success * answered * 1.1)),
        Evidence = new BidEvidence { Basis = "track-record", InputTokens = 100, ExpectedOutputTokens = 20, QualityObservations = trials, Answered = answered, RightTrials = trials },
    };

    private static IEnumerable<PairEvidence> Evidence(Bid[] bids, (int One, int Other, double Same, double Different, double Right, double Wrong)[] pairs)
    {
        foreach (var (one, other, same, different, right, wrong) in pairs.DistinctBy(static pair => (Math.Min(pair.One, pair.Other), Math.Max(pair.One, pair.Other))))
        {
            if (one == other || one >= bids.Length || other >= bids.Length) continue;
            yield return new PairEvidence
            {
                First = bids[Math.Min(one, other)].BidderId,
                Second = bids[Math.Max(one, other)].BidderId,
                Same = same,
                Different = different,
                RightTogether = right,
                WrongTogether = wrong,
                Apart = [new ApartEvidence(bids[(one + other) % bids.Length].BidderId, right, wrong)],
            };
        }
    }
}
