using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Explanations;
using Atomic.Core.Policies;
using Atomic.Core.Tests.Auctions;
using CsCheck;

namespace Atomic.Core.Tests.Explanations;

/// <summary>Every counterfactual is held against the auction itself: past its threshold the award changes, short of it it does not.</summary>
public sealed class CounterfactualsTests
{
    // No money, time or probability is finer than that. Generated figures may be, and what separates them is lost in the rounding of their utilities.
    private const int Digits = 12;

    private static readonly Gen<Bid> AnyBid = Gen.Select(Figure(0.01), Figure(5), Figure(1), static (cost, latency, success) =>
        AuctionCases.Bid("x", Around(cost, 1e9), Around(latency, 1e9), Around(success, 1)));

    // Continuous figures, so that thresholds are off the grid; a few zeros, so that figures without a price occur.
    private static readonly Gen<AuctionRequest> AnyRequest = Gen.Select(
        Gen.Enum<Objective>(),
        Gen.OneOf(Gen.Const(0.0), Gen.Double[0.001, 0.1]),
        Gen.OneOf(Gen.Const(0.0), Gen.Double[0.0001, 0.01]),
        Gen.Select(Gen.OneOf(Gen.Const(10.0), Gen.Double[0.002, 0.01]), Gen.OneOf(Gen.Const(100.0), Gen.Double[1, 6]), Gen.OneOf(Gen.Const(0.0), Gen.Double[0, 0.7])),
        Gen.OneOf(Gen.Const(1.0), Gen.Double[0.001, 0.01]),
        AnyBid.Array[2, 6],
        static (objective, value, price, limits, budget, bids) => AuctionCases.Request(
            new Policy
            {
                Objective = objective,
                ValueUsd = value,
                LatencyUsdPerSecond = price,
                MaxCostUsd = limits.Item1,
                DeadlineSeconds = limits.Item2,
                MinQuality = limits.Item3,
                Explore = false,
            },
            [.. bids.Select(static (bid, i) => bid with { BidderId = $"b{i}" })]) with { BudgetLeftUsd = budget, ElapsedSeconds = 0.25 });

    private static Gen<double> Figure(double most) => Gen.Double[0, most].Select(static figure => Math.Round(figure, Digits));

    [Fact]
    public void Of_AnyAuction_HoldsPastEveryThresholdAndNotShortOfIt() =>
        AnyRequest.Sample(static request => Check(request), iter: 1_000);

    // The grid of the auction's own cases has ties in every figure.
    [Fact]
    public void Of_AuctionsFullOfTies_HoldsPastEveryThresholdAndNotShortOfIt() =>
        AuctionCases.AnyRequest.Where(static request => request.Book.Bids.Count > 1)
            .Sample(static request => Check(request with { Policy = request.Policy with { Explore = false } }), iter: 1_000);

    [Fact]
    public void Of_TwoBidsByUtility_GivesTheClosedForms()
    {
        var request = AuctionCases.Request(
            new Policy { ValueUsd = 0.01, LatencyUsdPerSecond = 0.0005, Explore = false },
            AuctionCases.Bid("w", 0.001, 1, 0.9),
            AuctionCases.Bid("r", 0.002, 0.5, 0.85));
        var found = Counterfactuals.Of(request.Policy, request.Book, Auction.Clear(request));

        // U_w = 0.0075, U_r = 0.00625: the margin is 0.00125.
        Threshold(found, CounterfactualEffect.ComesFirst, CounterfactualFigure.Cost).ShouldBe(0.00075, 1e-12);
        found.Single(static one => one is { Effect: CounterfactualEffect.ComesFirst, Figure: CounterfactualFigure.Latency }).Possible.ShouldBeFalse();
        Threshold(found, CounterfactualEffect.ComesFirst, CounterfactualFigure.Quality).ShouldBe(0.975, 1e-12);
        Threshold(found, CounterfactualEffect.FallsBehind, CounterfactualFigure.Cost).ShouldBe(0.00225, 1e-12);
        Threshold(found, CounterfactualEffect.FallsBehind, CounterfactualFigure.Latency).ShouldBe(3.5, 1e-9);
        Threshold(found, CounterfactualEffect.FallsBehind, CounterfactualFigure.Quality).ShouldBe(0.775, 1e-12);
        found.Single(static one => one.Figure is CounterfactualFigure.ValueUsd).Possible.ShouldBeFalse();
        Threshold(found, CounterfactualEffect.RanksAhead, CounterfactualFigure.LatencyUsdPerSecond).ShouldBe(0.003, 1e-12);
        found[0].Sentence.ShouldBe("r would have come first at an expected cost below $0.00075 (it bid $0.002).");
        found[1].Sentence.ShouldBe("r would not have come first at any latency (it bid 500 ms).");
    }

    [Fact]
    public void Of_EliminatedForMoney_NamesTheLimitThatWouldHaveLetItIn()
    {
        var request = AuctionCases.Request(
            new Policy { MaxCostUsd = 0.002, Explore = false },
            AuctionCases.Bid("cheap", 0.0001, 1, 0.7),
            AuctionCases.Bid("dear", new Estimate(0.001, 0.001, 0.00310004), Estimate.Exactly(1), Estimate.Exactly(0.99)));

        Counterfactuals.Of(request.Policy, request.Book, Auction.Clear(request)).ShouldHaveSingleItem().Sentence
            .ShouldBe("With maxCostUsd of at least $0.003101 (it was $0.002), dear would have been eligible and ranked first.");
    }

    [Fact]
    public void Of_EliminatedByTwoLimits_SaysThatOneAloneWouldNotDo()
    {
        var request = AuctionCases.Request(
            new Policy { MaxCostUsd = 0.002, MinQuality = 0.9, Explore = false },
            AuctionCases.Bid("poor", 0.003, 1, 0.5));

        var found = Counterfactuals.Of(request.Policy, request.Book, Auction.Clear(request));

        found.Select(static one => one.Figure).ShouldBe([CounterfactualFigure.MaxCostUsd, CounterfactualFigure.MinQuality]);
        found[0].Sentence.ShouldBe("With maxCostUsd of at least $0.003 (it was $0.002), poor would have met that limit, though not another one that it fails.");
    }

    private static double Threshold(IReadOnlyList<Counterfactual> found, CounterfactualEffect effect, CounterfactualFigure figure) =>
        found.Single(one => one.Effect == effect && one.Figure == figure).Threshold.ShouldNotBeNull();

    private static void Check(AuctionRequest request)
    {
        var award = Auction.Clear(request);
        foreach (var one in Counterfactuals.Of(request.Policy, request.Book, award))
        {
            one.Sentence.ShouldNotContain("unknown");
            if (one.Threshold is not { } threshold)
            {
                foreach (var value in Extremes(one.Figure).Where(value => IsToldApart(request, one, value)))
                    Happens(request, award, one, value).ShouldBeFalse($"{one} at {value}");
                continue;
            }

            double.IsFinite(threshold).ShouldBeTrue(one.ToString());
            var room = Math.Max(Math.Abs(threshold), 1e-4) * 1e-6;
            var upwards = one.Side is ThresholdSide.Above or ThresholdSide.AtLeast;
            var past = upwards ? threshold + room : threshold - room;
            var shy = upwards ? threshold - room : threshold + room;

            // The range of a figure ends past its threshold at the latest.
            past = Math.Clamp(past, 0, one.Figure is CounterfactualFigure.Quality or CounterfactualFigure.MinQuality ? 1 : BidCheck.LargestFigure);
            Happens(request, award, one, past).ShouldBeTrue($"{one} at {past:R}");
            if (IsPossible(one.Figure, shy)) Happens(request, award, one, shy).ShouldBeFalse($"{one} at {shy:R}");
        }
    }

    private static double[] Extremes(CounterfactualFigure figure) => figure switch
    {
        CounterfactualFigure.Quality => [0, 1],
        CounterfactualFigure.ValueUsd or CounterfactualFigure.LatencyUsdPerSecond => [0, 1e6],
        _ => [0, 1e8],
    };

    // With V or λ at a million, what separates two bids by a billionth of a dollar is lost in the rounding of their utilities, and the tie rules decide:
    // the closed form speaks of exact numbers.
    private static bool IsToldApart(AuctionRequest request, Counterfactual one, double value)
    {
        if (one.Effect is not CounterfactualEffect.RanksAhead) return true;
        var policy = one.Figure is CounterfactualFigure.ValueUsd
            ? request.Policy with { ValueUsd = value }
            : request.Policy with { LatencyUsdPerSecond = value };
        var (mine, other) = (Score.Of(request.BidOf(one.BidderId), policy), Score.Of(request.BidOf(one.AgainstBidderId!), policy));
        var magnitude = Math.Max(Math.Max(mine.ValueUsd, other.ValueUsd), Math.Max(mine.LatencyUsd, other.LatencyUsd));
        return Math.Abs(mine.UtilityUsd - other.UtilityUsd) > magnitude * 1e-12;
    }

    private static bool IsPossible(CounterfactualFigure figure, double value) =>
        value >= 0 && (figure is not (CounterfactualFigure.Quality or CounterfactualFigure.MinQuality) || value <= 1);

    private static bool Happens(AuctionRequest request, Award award, Counterfactual one, double value)
    {
        if (one.Effect is CounterfactualEffect.MeetsLimit) return MeetsLimit(request, one, value);
        if (one.Effect is CounterfactualEffect.RanksAhead)
        {
            var policy = one.Figure is CounterfactualFigure.ValueUsd
                ? request.Policy with { ValueUsd = value }
                : request.Policy with { LatencyUsdPerSecond = value };
            return Rank(request with { Policy = policy }, one.BidderId) < Rank(request with { Policy = policy }, one.AgainstBidderId!);
        }

        // Only the eligible take part, and only the expectation moves: the limits look at the ends of the intervals.
        var eligible = award.Ranking.Select(ranked => Exact(request.BidOf(ranked.BidderId)));
        var moved = eligible.Select(bid => bid.BidderId == one.BidderId ? Moved(bid, one.Figure, value) : bid).ToArray();
        var unlimited = request.Policy with { MaxCostUsd = null, DeadlineSeconds = null, MinQuality = null };
        var again = (request with { Policy = unlimited, BudgetLeftUsd = null }).With(moved);
        var rank = Rank(again, one.BidderId);
        return one.Effect is CounterfactualEffect.ComesFirst ? rank == 1 : rank > 1;
    }

    private static bool MeetsLimit(AuctionRequest request, Counterfactual one, double value)
    {
        var alone = request.With([request.BidOf(one.BidderId)]);
        var free = request.Policy with { MaxCostUsd = null, DeadlineSeconds = null, MinQuality = null };
        alone = one.Figure switch
        {
            CounterfactualFigure.MaxCostUsd => alone with { BudgetLeftUsd = null, Policy = free with { MaxCostUsd = value } },
            CounterfactualFigure.DeadlineSeconds => alone with { BudgetLeftUsd = null, Policy = free with { DeadlineSeconds = value } },
            CounterfactualFigure.MinQuality => alone with { BudgetLeftUsd = null, Policy = free with { MinQuality = value } },
            _ => alone with { BudgetLeftUsd = value, Policy = free },
        };
        return Auction.Clear(alone).Eliminations.Count == 0;
    }

    private static int Rank(AuctionRequest request, string bidderId) =>
        Auction.Clear(request).Ranking.Single(ranked => ranked.BidderId == bidderId).Rank;

    private static Bid Exact(Bid bid) =>
        AuctionCases.Bid(bid.BidderId, bid.CostUsd.Expected, bid.LatencySeconds.Expected, bid.Success.Expected);

    private static Bid Moved(Bid bid, CounterfactualFigure figure, double value) => figure switch
    {
        CounterfactualFigure.Cost => bid with { CostUsd = Estimate.Exactly(value) },
        CounterfactualFigure.Latency => bid with { LatencySeconds = Estimate.Exactly(value) },
        _ => bid with { Success = Estimate.Exactly(value) },
    };

    private static Estimate Around(double value, double most) => new(value, value * 0.8, Math.Min(value * 1.3, most));
}
