using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Policies;
using CsCheck;

namespace Atomic.Core.Tests.Auctions;

/// <summary>
/// Bids, policies and requests for examples and properties. Generated figures stand on coarse binary grids: sums and products are then
/// exact, and ties are frequent.
/// </summary>
internal static class AuctionCases
{
    private static readonly Gen<Estimate> Cost = Interval(8, 1024);
    private static readonly Gen<Estimate> Latency = Interval(8, 4);

    private static readonly Gen<Estimate> Success = Gen.Select(Gen.Int[0, 8], Gen.Int[0, 8], Gen.Int[0, 8], static (a, b, c) =>
    {
        int[] ends = [a, b, c];
        Array.Sort(ends);
        return new Estimate(ends[1] / 8.0, ends[0] / 8.0, ends[2] / 8.0);
    });

    public static readonly Gen<Policy> AnyPolicy = Gen.Select(
        Gen.Enum<Objective>(),
        Gen.Int[0, 16],
        Gen.Int[0, 16],
        Gen.Int[0, 16],
        Gen.Int[0, 24],
        Gen.Int[0, 12],
        Gen.Bool,
        Gen.Int[1, 5],
        static (objective, value, price, cost, deadline, quality, explore, attempts) => new Policy
        {
            Objective = objective,
            ValueUsd = value / 64.0,
            LatencyUsdPerSecond = price / 1024.0,
            MaxCostUsd = cost > 12 ? null : cost / 1024.0,
            DeadlineSeconds = deadline is 0 or > 12 ? null : deadline / 4.0,
            MinQuality = quality > 6 ? null : quality / 8.0,
            Explore = explore,
            MaxAttempts = attempts,
        });

    public static readonly Gen<AuctionRequest> AnyRequest = Gen.Select(
        AnyPolicy,
        Gen.Select(Cost, Latency, Success).Array[0, 24],
        Gen.Int[-4, 40],
        Gen.Int[0, 4],
        Gen.Int[0, 100],
        Gen.Int[0, 1_000_000],
        static (policy, figures, budget, elapsed, gamma, id) => Request(
            policy,
            [.. figures.Select(static (figure, i) => Bid(Name(i), figure.Item1, figure.Item2, figure.Item3))]) with
        {
            MicrotaskId = $"mt-{id}",
            BudgetLeftUsd = budget > 20 ? null : budget / 1024.0,
            ElapsedSeconds = elapsed / 8.0,
            Gamma = gamma,
        });

    /// <summary>Requests that eliminate nobody and never draw: what is left is the ranking.</summary>
    public static readonly Gen<AuctionRequest> Unlimited = AnyRequest.Select(static request => request with
    {
        BudgetLeftUsd = null,
        Policy = request.Policy with { Explore = false, MaxCostUsd = null, DeadlineSeconds = null, MinQuality = null },
    });

    public static Bid Bid(string id, Estimate costUsd, Estimate latencySeconds, Estimate success) => new()
    {
        BidderId = id,
        Model = "model",
        CostUsd = costUsd,
        LatencySeconds = latencySeconds,
        Success = success,
        Evidence = new BidEvidence { Basis = "prior", InputTokens = 10, ExpectedOutputTokens = 5 },
    };

    public static Bid Bid(string id, double costUsd, double latencySeconds, double success) =>
        Bid(id, Estimate.Exactly(costUsd), Estimate.Exactly(latencySeconds), Estimate.Exactly(success));

    public static AuctionRequest Request(Policy policy, params IReadOnlyList<Bid> bids) => new()
    {
        MicrotaskId = "mt-1",
        Policy = policy,
        Book = new BidBook { Bids = bids, NoBids = [], MarketVersion = "0123456789abcdef", TrackRecordVersion = 7 },
    };

    public static AuctionRequest With(this AuctionRequest request, IReadOnlyList<Bid> bids) =>
        request with { Book = request.Book with { Bids = bids } };

    public static Bid BidOf(this AuctionRequest request, string bidderId) => request.Book.Bids.Single(bid => bid.BidderId == bidderId);

    // Reversed, so that the order of ids is not the order of the book.
    private static string Name(int index) => $"bidder-{99 - index}";

    private static Gen<Estimate> Interval(int most, double unit) =>
        Gen.Select(Gen.Int[0, most], Gen.Int[0, most], Gen.Int[0, most], (a, b, c) =>
        {
            int[] ends = [a, b, c];
            Array.Sort(ends);
            return new Estimate(ends[1] / unit, ends[0] / unit, ends[2] / unit);
        });
}
