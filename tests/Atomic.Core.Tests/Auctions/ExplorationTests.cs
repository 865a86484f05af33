using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Policies;
using Atomic.Core.Specialists;

namespace Atomic.Core.Tests.Auctions;

public sealed class ExplorationTests
{
    private static readonly Policy Curious = new() { Explore = true, ValueUsd = 1, LatencyUsdPerSecond = 0 };

    [Fact]
    public void Clear_Utility_WeighsByGapInShareOfValue()
    {
        var bids = new[] { AuctionCases.Bid("a", 0, 1, 0.75), AuctionCases.Bid("b", 0, 1, 0.5), AuctionCases.Bid("c", 0, 1, 0.25) };
        var uncertain = bids.Select(static bid => bid with { Success = bid.Success with { Low = 0, High = 1 } }).ToList();

        var award = Auction.Clear(AuctionCases.Request(Curious, uncertain) with { Gamma = 4 });

        award.Ranking.Select(static ranked => ranked.Propensity).ShouldBe([1 - (1.0 / 4) - (1.0 / 5), 1.0 / 4, 1.0 / 5]);
        award.Exploration.Candidates.ShouldBe(3);
    }

    [Fact]
    public void Clear_Cheapest_WeighsByGapRelativeToTheFirst()
    {
        var request = AuctionCases.Request(
            Curious with { Objective = Objective.Cheapest },
            AuctionCases.Bid("a", new Estimate(2, 1, 9), Estimate.Exactly(1), Estimate.Exactly(0.5)),
            AuctionCases.Bid("b", new Estimate(3, 1, 9), Estimate.Exactly(1), Estimate.Exactly(0.5))) with { Gamma = 4 };

        Auction.Clear(request).Ranking[1].Propensity.ShouldBe(1.0 / (2 + (4 * 0.5)));
    }

    [Fact]
    public void Clear_MoreThanTheMostCandidates_DrawsAmongTheTopOnly()
    {
        var bids = Enumerable.Range(0, 40).Select(static i => AuctionCases.Bid($"b{i:00}", new Estimate(i, 0, 100), Estimate.Exactly(1), Estimate.Exactly(0.5)));

        var award = Auction.Clear(AuctionCases.Request(Curious, [.. bids]));

        award.Exploration.Candidates.ShouldBe(InverseGapWeighting.MostCandidates);
        award.Ranking.Skip(InverseGapWeighting.MostCandidates).ShouldAllBe(static ranked => ranked.Propensity == 0);
        award.Ranking.Take(InverseGapWeighting.MostCandidates).ShouldAllBe(static ranked => ranked.Propensity > 0);
    }

    [Fact]
    public void Clear_OnlyCertainlyDominatedRivals_DrawsAmongOne()
    {
        var award = Auction.Clear(AuctionCases.Request(Curious, AuctionCases.Bid("a", 1, 1, 0.9), AuctionCases.Bid("b", 2, 1, 0.9)));

        award.Exploration.Enabled.ShouldBeFalse();
        award.Exploration.Candidates.ShouldBe(1);
        award.Ranking.Select(static ranked => ranked.Propensity).ShouldBe([1, 0]);
    }

    [Fact]
    public void Clear_FirstAsksToBeAudited_LeavesAtLeastThatShareToTheBestThatNeedsNoAudit()
    {
        // Cheapest: nobody would ever be drawn in place of who is free.
        Bid[] bids = [Audited("a", 0.05), AuctionCases.Bid("b", 1, 1, 0.9), AuctionCases.Bid("c", 2, 1, 0.95)];
        var request = AuctionCases.Request(Curious with { Objective = Objective.Cheapest }, bids) with { Gamma = 1000 };

        var award = Auction.Clear(request);
        award.Ranking.Select(static ranked => ranked.BidderId).ShouldBe(["a", "b", "c"]);
        award.Ranking.Sum(static ranked => ranked.Propensity).ShouldBe(1, 1e-12);
        (1 - award.Ranking[0].Propensity).ShouldBe(0.05, 1e-9);
        award.Ranking[1].Propensity.ShouldBeGreaterThan(0.049);
        award.Exploration.Enabled.ShouldBeTrue();
        Auction.Clear(request with { Policy = request.Policy with { Explore = false } }).Ranking[0].Propensity.ShouldBe(1);
        Auction.Clear(AuctionCases.Request(Curious, Audited("a", 0.05))).Ranking[0].Propensity.ShouldBe(1);
    }

    [Fact]
    public void Clear_DrawLeavesMoreThanTheAuditAnyway_IsAsWithout()
    {
        var rival = AuctionCases.Bid("b", new Estimate(0, 0, 1), Estimate.Exactly(1), new Estimate(0.5, 0, 1));
        var request = AuctionCases.Request(Curious, Audited("a", 0.02), rival) with { Gamma = 4 };
        var without = AuctionCases.Request(Curious, Audited("a", 0.02) with { AuditShare = null }, rival) with { Gamma = 4 };

        Auction.Clear(request).Ranking.Select(static ranked => ranked.Propensity).ShouldBe(Auction.Clear(without).Ranking.Select(static ranked => ranked.Propensity));
    }

    [Fact]
    public void Weight_AnotherWasDrawn_IsTheInverseOfItsShare()
    {
        Bid[] bids = [Audited("a", 0.05), AuctionCases.Bid("b", 1, 1, 0.9)];
        var awards = Enumerable.Range(0, 400).Select(i =>
        {
            var request = AuctionCases.Request(Curious with { Objective = Objective.Cheapest }, bids) with { MicrotaskId = $"m-{i}", Gamma = 1e9 };
            var award = Auction.Clear(request);
            AuditShare.Weight(request.Book, award).ShouldBe(award.WinnerId == "a" ? 1 : 20, 0.01);
            return award.WinnerId;
        });
        awards.Count(static winner => winner == "b").ShouldBeInRange(5, 40);
        var unaudited = AuctionCases.Request(Curious, AuctionCases.Bid("b", 1, 1, 0.9));
        AuditShare.Weight(unaudited.Book, Auction.Clear(unaudited)).ShouldBe(1);
    }

    private static Bid Audited(string id, double share) =>
        AuctionCases.Bid(id, new Estimate(0, 0, 0), Estimate.Exactly(0.001), new Estimate(0.7, 0.6, 0.8)) with { AnswerPrecision = new Estimate(0.97, 0.96, 0.98), AuditShare = share };

    [Fact]
    public void Clear_MinQuality_IsHeldAgainstThePrecisionOfAnswersWhereTheBidderChoosesThem()
    {
        var request = AuctionCases.Request(Curious with { MinQuality = 0.95, Explore = false }, Audited("a", 0.05));
        Auction.Clear(request).WinnerId.ShouldBe("a");
        Auction.Clear(request with { Policy = request.Policy with { MinQuality = 0.965 } }).Eliminations[0].Detail.ShouldContain("of the precision of its answers is below minQuality");
    }

    [Fact]
    public void Clear_ManyMicrotasks_AwardsAsOftenAsThePropensitiesSay()
    {
        const int Microtasks = 20_000;
        var bids = Enumerable.Range(0, 6).Select(static i =>
            AuctionCases.Bid($"b{i}", Estimate.Exactly(0), Estimate.Exactly(1), new Estimate(0.8 - (0.02 * i), 0, 1)));
        var request = AuctionCases.Request(Curious, [.. bids]);

        var awards = Enumerable.Range(0, Microtasks).Select(i => Auction.Clear(request with { MicrotaskId = $"mt-{i}" })).ToList();

        var wins = awards.CountBy(static award => award.WinnerId!).ToDictionary();
        var chiSquare = awards[0].Ranking.Sum(ranked =>
        {
            var expected = ranked.Propensity * Microtasks;
            return Math.Pow(wins.GetValueOrDefault(ranked.BidderId) - expected, 2) / expected;
        });

        // The 99.9% quantile of chi-square with 5 degrees of freedom is 20.5; the microtask ids are fixed, so this never flickers.
        chiSquare.ShouldBeLessThan(20.5);
    }

    [Fact]
    public void Of_KnownInput_GivesThePinnedDraw()
    {
        // Pinned: another seed for the same record would make every award of the past look wrong.
        var draw = SeededDraw.Of("mt-1", new Policy(), "0123456789abcdef");

        draw.Seed.ShouldBe("13cd65e8037b3688");
        draw.Value.ShouldBe((Convert.ToUInt64(draw.Seed, 16) >> 11) / 9007199254740992.0);
    }

    [Fact]
    public void Of_AnyPartChanged_ChangesTheSeed()
    {
        var long3000 = new string('x', 3000);
        SeededDraw[] draws =
        [
            SeededDraw.Of("mt-1", new Policy(), "v1"),
            SeededDraw.Of("mt-2", new Policy(), "v1"),
            SeededDraw.Of("mt-1", new Policy { ValueUsd = 2 }, "v1"),
            SeededDraw.Of("mt-1", new Policy(), "v2"),
            SeededDraw.Of(long3000, new Policy(), "v1"),
        ];

        draws.Select(static draw => draw.Seed).ShouldBeUnique();
        draws.ShouldAllBe(static draw => draw.Value >= 0 && draw.Value < 1);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.49, 0)]
    [InlineData(0.5, 2)]
    [InlineData(0.99, 3)]
    public void Pick_Draw_HitsItsShare(double value, int expected) =>
        new SeededDraw("", value).Pick([0.5, 0, 0.25, 0.25]).ShouldBe(expected);

    [Fact]
    public void Pick_SliverLostToRounding_GoesToTheFirst() =>
        new SeededDraw("", 0.999).Pick([0.5, 0.25, 0.2]).ShouldBe(0);
}
