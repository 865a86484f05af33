using System.Text.Json;
using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Json;
using Atomic.Core.Policies;
using CsCheck;

namespace Atomic.Core.Tests.Auctions;

public sealed class AuctionPropertyTests
{
    private const int Iterations = 2_000;

    [Fact]
    public void Clear_LoserRemoved_KeepsOrderOfTheRest() =>
        Gen.Select(AuctionCases.Unlimited, Gen.Int[0, 100]).Sample(static (request, which) =>
        {
            if (request.Book.Bids.Count < 2) return;
            var before = Auction.Clear(request).Ranking.Select(static ranked => ranked.BidderId).ToList();
            var loser = before[1 + (which % (before.Count - 1))];

            var after = Auction.Clear(request.With([.. request.Book.Bids.Where(bid => bid.BidderId != loser)]));

            after.Ranking.Select(static ranked => ranked.BidderId).ShouldBe(before.Where(id => id != loser));
            after.WinnerId.ShouldBe(before[0]);
        }, iter: Iterations);

    [Fact]
    public void Clear_WithoutExploration_NeverAwardsADominatedBid() =>
        AuctionCases.AnyRequest.Sample(static request =>
        {
            var award = Auction.Clear(request with { Policy = request.Policy with { Explore = false } });
            if (award.WinnerId is null) return;
            var winner = request.BidOf(award.WinnerId);
            foreach (var ranked in award.Ranking)
                IsNoWorseAndOnceBetter(request.BidOf(ranked.BidderId), winner).ShouldBeFalse();
        }, iter: Iterations);

    [Fact]
    public void Clear_WithExploration_NeverAwardsACertainlyDominatedBid() =>
        AuctionCases.AnyRequest.Sample(static request =>
        {
            var award = Auction.Clear(request with { Policy = request.Policy with { Explore = true } });
            foreach (var candidate in award.Ranking.Where(static ranked => ranked.Propensity > 0))
            {
                foreach (var rival in award.Ranking)
                    IsBetterBeyondDoubt(request.BidOf(rival.BidderId), request.BidOf(candidate.BidderId)).ShouldBeFalse();
            }
        }, iter: Iterations);

    [Fact]
    public void Clear_HigherValue_NeverAwardsLowerQuality() =>
        Gen.Select(AuctionCases.AnyRequest, Gen.Int[0, 64]).Sample(static (request, raise) =>
        {
            var policy = request.Policy with { Objective = Objective.Utility, Explore = false };
            var before = Auction.Clear(request with { Policy = policy });
            var after = Auction.Clear(request with { Policy = policy with { ValueUsd = policy.ValueUsd + (raise / 64.0) } });
            if (before.WinnerId is null || after.WinnerId is null) return;
            request.BidOf(after.WinnerId).Success.Expected.ShouldBeGreaterThanOrEqualTo(request.BidOf(before.WinnerId).Success.Expected);
        }, iter: Iterations);

    [Fact]
    public void Clear_AnyRequest_PropensitiesAreADistribution() =>
        AuctionCases.AnyRequest.Sample(static request =>
        {
            var award = Auction.Clear(request);
            foreach (var ranked in award.Ranking) ranked.Propensity.ShouldBeInRange(0, 1);
            if (award.Ranking.Count > 0) award.Ranking.Sum(static ranked => ranked.Propensity).ShouldBe(1, 1e-12);
            award.Ranking.Count(static ranked => ranked.Propensity > 0).ShouldBe(award.Exploration.Candidates);
            if (award.WinnerId is not null) award.Ranking.Single(ranked => ranked.BidderId == award.WinnerId).Propensity.ShouldBeGreaterThan(0);
        }, iter: Iterations);

    [Fact]
    public void Clear_RequestThroughJson_GivesTheSameBytes() =>
        AuctionCases.AnyRequest.Sample(static request =>
        {
            var again = request with
            {
                Policy = ThroughJson(request.Policy, CoreJson.Default.Policy),
                Book = ThroughJson(request.Book, CoreJson.Default.BidBook),
            };
            Json(Auction.Clear(again)).ShouldBe(Json(Auction.Clear(request)));
        }, iter: Iterations);

    [Fact]
    public void Clear_BidsInAnotherOrder_GivesTheSameBytes() =>
        AuctionCases.AnyRequest.SelectMany(static request => Gen.Shuffle(request.Book.Bids.ToArray()).Select(bids => (request, bids)))
            .Sample(static (request, bids) => Json(Auction.Clear(request.With(bids))).ShouldBe(Json(Auction.Clear(request))), iter: Iterations);

    [Fact]
    public void Clear_AllDollarsTimesAPowerOfTwo_KeepsRankingAndEliminations() =>
        Gen.Select(AuctionCases.AnyRequest, Gen.Int[-8, 8]).Sample(static (request, exponent) =>
        {
            var factor = Math.Pow(2, exponent);
            var policy = request.Policy with
            {
                ValueUsd = request.Policy.ValueUsd * factor,
                LatencyUsdPerSecond = request.Policy.LatencyUsdPerSecond * factor,
                MaxCostUsd = request.Policy.MaxCostUsd * factor,
            };
            var scaled = request with { Policy = policy, BudgetLeftUsd = request.BudgetLeftUsd * factor };
            scaled = scaled.With([.. request.Book.Bids.Select(bid => bid with { CostUsd = Times(bid.CostUsd, factor) })]);

            var before = Auction.Clear(request);
            var after = Auction.Clear(scaled);

            after.Ranking.Select(static ranked => ranked.BidderId).ShouldBe(before.Ranking.Select(static ranked => ranked.BidderId));
            after.Eliminations.Select(static e => (e.BidderId, e.Reason)).ShouldBe(before.Eliminations.Select(static e => (e.BidderId, e.Reason)));
        }, iter: Iterations);

    [Fact]
    public void Clear_AnyRequest_EveryStepMeetsEveryHardLimit() =>
        AuctionCases.AnyRequest.Sample(static request =>
        {
            var award = Auction.Clear(request);
            if (award.Plan is not { } plan) return;
            plan.Steps[0].ShouldBe(award.WinnerId);
            plan.Steps.Count.ShouldBeInRange(1, request.Policy.MaxAttempts);
            plan.Steps.ShouldBeUnique();
            foreach (var bid in plan.Steps.Select(request.BidOf))
            {
                bid.LatencySeconds.High.ShouldBeLessThanOrEqualTo((request.Policy.DeadlineSeconds - request.ElapsedSeconds) ?? double.MaxValue);
                bid.Success.Low.ShouldBeGreaterThanOrEqualTo(request.Policy.MinQuality ?? 0);
            }

            award.ReservedUsd.ShouldBe(plan.Steps.Sum(id => request.BidOf(id).CostUsd.High));
            if (award.ReservedUsd == 0) return;
            award.ReservedUsd.ShouldBeLessThanOrEqualTo(request.Policy.MaxCostUsd ?? double.MaxValue);
            award.ReservedUsd.ShouldBeLessThanOrEqualTo(request.BudgetLeftUsd ?? double.MaxValue);
        }, iter: Iterations);

    [Fact]
    public void Clear_AnyRequest_EveryBidIsEitherRankedOrEliminated() =>
        AuctionCases.AnyRequest.Sample(static request =>
        {
            var award = Auction.Clear(request);
            award.Ranking.Select(static ranked => ranked.BidderId)
                .Concat(award.Eliminations.Select(static elimination => elimination.BidderId))
                .Order(StringComparer.Ordinal)
                .ShouldBe(request.Book.Bids.Select(static bid => bid.BidderId).Order(StringComparer.Ordinal));
            award.Ranking.Select(static ranked => ranked.Rank).ShouldBe(Enumerable.Range(1, award.Ranking.Count));
        }, iter: Iterations);

    [Fact]
    public void Clear_ImpossibleFigures_RefusesThemAndRanksTheRestAsWithoutThem() =>
        Gen.Select(
            AuctionCases.AnyRequest,
            OneOf(double.NaN, double.PositiveInfinity, double.NegativeInfinity, -1, -double.Epsilon, 1e300),
            Gen.Int[0, 8]).Sample(static (request, figure, place) =>
        {
            var award = Auction.Clear(request.With([.. request.Book.Bids, Spoilt(figure, place)]));

            var refused = award.Eliminations.Single(static elimination => elimination.BidderId == "spoilt");
            refused.Reason.ShouldBe(EliminationReason.InvalidBid);
            refused.Detail.ShouldNotBeNullOrWhiteSpace();
            var others = award with { Eliminations = [.. award.Eliminations.Where(static e => e.BidderId != "spoilt")] };
            Json(others).ShouldBe(Json(Auction.Clear(request)));
        }, iter: Iterations);

    [Fact]
    public void Clear_LargestPossibleFigures_StaysFinite() =>
        Gen.Select(AuctionCases.AnyRequest, OneOf(0, 1e-300, 1, 1e9), OneOf(0, 1, 1e12)).Sample(static (request, scale, gamma) =>
        {
            var extreme = request with { Gamma = gamma, Policy = request.Policy with { ValueUsd = scale, LatencyUsdPerSecond = 1e9, DeadlineSeconds = null } };
            var bids = request.Book.Bids.Select(bid => bid with { LatencySeconds = Estimate.Exactly(bid.LatencySeconds.Low * 1e8) });

            // Serialisation refuses what is not finite.
            Json(Auction.Clear(extreme.With([.. bids]))).ShouldNotBeEmpty();
        }, iter: Iterations);

    private static Gen<double> OneOf(params double[] figures) => Gen.Int[0, figures.Length - 1].Select(i => figures[i]);

    private static Bid Spoilt(double figure, int place)
    {
        var good = new Estimate(0.5, 0.25, 0.75);
        Estimate At(int first) => (place - first) switch
        {
            0 => good with { Expected = figure },
            1 => good with { Low = figure },
            2 => good with { High = figure },
            _ => good,
        };
        return AuctionCases.Bid("spoilt", At(0), At(3), At(6));
    }

    private static bool IsNoWorseAndOnceBetter(Bid bid, Bid other) =>
        bid.CostUsd.Expected <= other.CostUsd.Expected
        && bid.LatencySeconds.Expected <= other.LatencySeconds.Expected
        && bid.Success.Expected >= other.Success.Expected
        && (bid.CostUsd.Expected, bid.LatencySeconds.Expected, bid.Success.Expected)
            != (other.CostUsd.Expected, other.LatencySeconds.Expected, other.Success.Expected);

    private static bool IsBetterBeyondDoubt(Bid bid, Bid other) =>
        bid.CostUsd.High <= other.CostUsd.Low
        && bid.LatencySeconds.High <= other.LatencySeconds.Low
        && bid.Success.Low >= other.Success.High
        && (bid.CostUsd.High, bid.LatencySeconds.High, bid.Success.Low) != (other.CostUsd.Low, other.LatencySeconds.Low, other.Success.High);

    private static Estimate Times(Estimate figure, double factor) => new(figure.Expected * factor, figure.Low * factor, figure.High * factor);

    private static string Json(Award award) => JsonSerializer.Serialize(award, CoreJson.Default.Award);

    private static T ThroughJson<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(JsonSerializer.Serialize(value, type), type)!;
}
