using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Core.Plans;
using Atomic.Core.Tests.Composites;

namespace Atomic.Core.Tests.Learning;

public sealed class PairExpectationTests
{
    private static readonly AgreePlan s_agree = new("a", "b", "p", []);
    private static readonly BidderPair s_pair = BidderPair.Of("a", "b");

    // That they answer at all is no part of it.
    private static readonly Bid[] s_bids = [PlanCases.Bid("a", 0.001, 1, 0.9, 0.8), PlanCases.Bid("b", 0.001, 1, 0.7), PlanCases.Bid("p", 0.002, 1, 0.8)];

    [Fact]
    public void Settled_BidsKnown_TellsHowLikelyTheyWereToAgree()
    {
        Attempt[] attempts = [Answer(0, "a", "x"), Answer(1, "b", "x")];

        AttemptObservations.Settled(s_agree, attempts, bids: s_bids).Pairs.ShouldHaveSingleItem().ExpectedAgreed!.Value.ShouldBe(SharedDifficulty.Prior.Agree(0.9, 0.7), 1e-12);
        AttemptObservations.Settled(s_agree, attempts).Pairs.ShouldHaveSingleItem().ExpectedAgreed.ShouldBeNull();
        AttemptObservations.Settled(s_agree, attempts, bids: s_bids[..1]).Pairs.ShouldHaveSingleItem().ExpectedAgreed.ShouldBeNull();
    }

    [Fact]
    public void Judged_BidsKnown_TellsHowRightTheyWereToBe()
    {
        Attempt[] same = [Answer(0, "a", "x"), Answer(1, "b", "x")];
        Attempt[] apart = [Answer(0, "a", "x"), Answer(1, "b", "y"), Answer(2, "p", "y")];

        AttemptObservations.Judged(s_agree, same, 0, Rightness.Known([1, 1]), s_bids).Pairs.ShouldHaveSingleItem()
            .ExpectedTogether!.Value.ShouldBe(SharedDifficulty.Prior.RightTogether(0.9, 0.7), 1e-12);
        AttemptObservations.Judged(s_agree, apart, 2, Rightness.Known([0, 1, 1]), s_bids).Pairs.ShouldHaveSingleItem()
            .Apart.Single(static score => score.BidderId == "p").Expected!.Value.ShouldBe(SharedDifficulty.Prior.RightApart(0.9, 0.7, 0.8), 1e-12);
    }

    [Fact]
    public void Among_ExpectationsKept_TellsTheirShares()
    {
        var record = KindRecord.Empty("routing");
        for (var i = 0; i < 10; i++) record = record.After(Seen(0.6 + (0.02 * i), 0.9));

        var evidence = PairEvidence.Among(record).ShouldHaveSingleItem();

        evidence.ExpectedSame!.Value.ShouldBe(0.69, 0.001);
        evidence.ExpectedTogether!.Value.ShouldBe(0.9, 0.001);
        evidence.Apart.ShouldHaveSingleItem().Expected!.Value.ShouldBe(0.4, 0.001);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(null)]
    public void Among_ExpectationIsNone_CountsAsBefore(double? expected)
    {
        var evidence = PairEvidence.Among(KindRecord.Empty("routing").After(Seen(expected, expected))).ShouldHaveSingleItem();

        evidence.Same.ShouldBe(1);
        evidence.RightTogether.ShouldBe(1);
        evidence.ExpectedSame.ShouldBeNull();
        evidence.ExpectedTogether.ShouldBeNull();
    }

    [Fact]
    public void Among_MostWasSeenBeforeExpectationsWereKept_NothingIsExpectedUntilTheyAreHalf()
    {
        var record = KindRecord.Empty("routing");
        for (var i = 0; i < 20; i++) record = record.After(Seen(null, null));
        record = record.After(Seen(0.99, 0.99));
        PairEvidence.Among(record).ShouldHaveSingleItem().ExpectedSame.ShouldBeNull();

        for (var i = 0; i < 20; i++) record = record.After(Seen(0.99, 0.99));
        PairEvidence.Among(record).ShouldHaveSingleItem().ExpectedSame!.Value.ShouldBe(0.99, 0.001);
    }

    private static Observations Seen(double? same, double? together) => new([])
    {
        Pairs =
        [
            new PairObservation
            {
                Pair = s_pair, Agreed = true, TogetherScore = 1, ExpectedAgreed = same, ExpectedTogether = together, Apart = [new ApartScore("p", 1, Expected: same is null ? null : 0.4)],
            },
        ],
    };

    private static Attempt Answer(int step, string bidder, string output) => new()
    {
        Step = step, BidderId = bidder, Model = bidder, IdempotencyKey = "key", Outcome = AttemptOutcome.Succeeded, OutputHash = output, CostUsd = 0, LatencySeconds = 1,
    };
}
