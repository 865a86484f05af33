using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Markets;
using Atomic.Core.Policies;
using Atomic.Core.WhatIf;

namespace Atomic.Core.Tests.WhatIf;

/// <summary>A market whose every outcome is known by its distribution, so that the truth of every policy is known too.</summary>
internal sealed class SimulatedMarket
{
    public static readonly Market Market = new([Bidder("large"), Bidder("middle"), Bidder("small", region: "us")]);

    private static readonly string[] Ids = ["large", "middle", "small"];

    /// <summary>Whether bids say nothing true of success: those of another, drawn at random.</summary>
    public bool IsShuffled { get; init; }

    public double Gamma { get; init; } = 20;

    public double JudgedShare { get; init; } = 1;

    public double FailedShare { get; init; }

    public static Bidder Bidder(string id, string region = "eu") => new()
    {
        Id = id,
        Model = id,
        Source = BidderSource.OpenAiCompatible,
        Region = region,
        Price = new TokenPrice(1, 1),
    };

    /// <summary>A log of so many microtasks under a policy.</summary>
    public IReadOnlyList<LoggedDecision> Log(Policy policy, int count, int seed)
    {
        var random = new Random(seed);
        var log = new List<LoggedDecision>(count);
        for (var i = 0; i < count; i++)
        {
            var difficulty = random.NextDouble();
            log.Add(Run(policy, $"mt-{seed}-{i}", difficulty, BookOf(difficulty, random), random));
        }

        return log;
    }

    /// <summary>What a policy gives on average, over so many microtasks that chance is next to nothing: expected outcomes, over the draw.</summary>
    public (double CostUsd, double LatencySeconds, double Success) Truth(Policy policy, int count = 20_000)
    {
        var random = new Random(12345);
        var (cost, latency, success) = (0d, 0d, 0d);
        for (var i = 0; i < count; i++)
        {
            var difficulty = random.NextDouble();
            var award = Clear(policy, "truth", BookOf(difficulty, random));
            foreach (var ranked in award.Ranking)
            {
                cost += ranked.Propensity * Cost(ranked.BidderId);
                latency += ranked.Propensity * Latency(ranked.BidderId);
                success += ranked.Propensity * (1 - FailedShare) * Right(ranked.BidderId, difficulty);
            }
        }

        return (cost / count, latency / count, success / count);
    }

    public Award Clear(Policy policy, string id, BidBook book) => Auction.Clear(new AuctionRequest { MicrotaskId = id, Policy = policy, Book = book, Gamma = Gamma });

    private LoggedDecision Run(Policy policy, string id, double difficulty, BidBook book, Random random)
    {
        var award = Clear(policy, id, book);
        var answered = random.NextDouble() >= FailedShare;
        var judged = random.NextDouble() < JudgedShare;
        var right = award.WinnerId is { } winner && random.NextDouble() < Right(winner, difficulty);
        return new LoggedDecision
        {
            MicrotaskId = id,
            Kind = "simulated",
            Policy = policy,
            Book = book,
            Award = award,
            Outcome = award.WinnerId is null
                ? new DecisionOutcome(0, 0, false, -1)
                : new DecisionOutcome(
                    Cost(award.WinnerId) * (0.5 + random.NextDouble()),
                    Latency(award.WinnerId) * (0.5 + random.NextDouble()),
                    answered,
                    award.Plan!.Steps.Count > 1 && !answered ? award.Plan.Steps.Count - 1 : 0,
                    answered && judged ? new JudgedRightness(right ? 1 : 0, 1) : null),
        };
    }

    private BidBook BookOf(double difficulty, Random random) => new()
    {
        Bids =
        [
            .. Ids.Select(id => new Bid
            {
                BidderId = id,
                Model = id,
                CostUsd = Estimate.Exactly(Cost(id)),
                LatencySeconds = Around(Latency(id), 0.3),
                Success = Around((IsShuffled ? random.NextDouble() : Right(id, difficulty)) * (1 - FailedShare), 0.1),
                Evidence = new BidEvidence { Basis = "simulated" },
            }),
        ],
        NoBids = [],
        MarketVersion = "market",
        TrackRecordVersion = 100,
    };

    private static Estimate Around(double expected, double width) => new(expected, expected * (1 - width), Math.Min(1, expected) * 1);

    private static double Cost(string id) => id switch { "large" => 0.008, "middle" => 0.003, _ => 0.001 };

    private static double Latency(string id) => id switch { "large" => 0.9, "middle" => 0.6, _ => 0.3 };

    private static double Right(string id, double difficulty) => id switch
    {
        "large" => 0.95 - (0.1 * difficulty),
        "middle" => 0.95 - (0.35 * difficulty),
        _ => 0.95 - (0.7 * difficulty),
    };
}
