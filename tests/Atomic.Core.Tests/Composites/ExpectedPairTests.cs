using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Learning;
using CsCheck;

namespace Atomic.Core.Tests.Composites;

/// <summary>That what was seen of two bidders on chosen inputs is held against what those very inputs implied.</summary>
public sealed class ExpectedPairTests
{
    private const double Here = 0.5;

    // Seen where both were likely to be right, and exactly as was to be expected there.
    private static readonly PairEvidence s_asExpected = new()
    {
        First = "a", Second = "b", Same = 95_000, Different = 5_000, RightTogether = 98_000, WrongTogether = 2_000, Apart = [new ApartEvidence("p", 80_000, 20_000, 0.8)],
        ExpectedSame = 0.95, ExpectedTogether = 0.98,
    };

    private static SharedDifficulty Yardstick => SharedDifficulty.Prior;

    [Fact]
    public void Clear_SeenAsWasToBeExpected_TheYardstickHoldsHereToo()
    {
        var joint = JointOf(s_asExpected);

        joint.Agree.ShouldBe(Yardstick.Agree(Here, Here), 0.005);
        joint.RightTogether.ShouldBe(Yardstick.RightTogether(Here, Here), 0.005);
        joint.RightApart.ShouldBe(Yardstick.RightApart(Here, Here, Here), 0.005);
    }

    [Fact]
    public void Clear_NothingExpected_WhatWasSeenHoldsHere()
    {
        var joint = JointOf(s_asExpected with { ExpectedSame = null, ExpectedTogether = null, Apart = [new ApartEvidence("p", 80_000, 20_000)] });

        joint.Agree.ShouldBe(0.95, 0.001);
        joint.RightTogether.ShouldBe(0.98, 0.001);
        joint.RightApart.ShouldBe(0.8, 0.001);
    }

    [Fact]
    public void Clear_SeenMoreOrLessThanExpected_MovesTheOddsByAsMuch()
    {
        var joint = JointOf(s_asExpected with { Same = 90_000, Different = 10_000 });

        var odds = BetaBelief.Odds(Yardstick.Agree(Here, Here)) * BetaBelief.Odds(0.9) / BetaBelief.Odds(0.95);
        joint.Agree.ShouldBe(odds / (1 + odds), 0.005);
        JointOf(s_asExpected with { Same = 99_000, Different = 1_000 }).Agree.ShouldBeGreaterThan(Yardstick.Agree(Here, Here) + 0.05);
    }

    [Fact]
    public void Clear_AnyExpectation_PlanBidsAreSound() => Gen.Select(PlanCases.AnyRequest, Gen.Double[0, 1], Gen.Double[0, 1], Gen.Double[0, 1]).Sample(
        static (request, same, together, apart) =>
        {
            var expecting = request with
            {
                Book = request.Book with
                {
                    Pairs =
                    [
                        .. request.Book.Pairs!.Select(pair => pair with
                        {
                            ExpectedSame = same, ExpectedTogether = together, Apart = [.. pair.Apart.Select(one => one with { Expected = apart })],
                        }),
                    ],
                },
            };

            foreach (var bid in Auction.Clear(expecting).PlanBids) BidCheck.Defect(bid).ShouldBeNull();
        }, iter: 500);

    private static JointEvidence JointOf(PairEvidence pair)
    {
        Bid[] bids = [PlanCases.Bid("a", 0.0001, 1, Here), PlanCases.Bid("b", 0.0002, 1, Here), PlanCases.Bid("p", 0.002, 1, Here)];
        return Auction.Clear(PlanCases.Request(bids, [pair])).PlanBids.Single(static bid => bid.BidderId == "agree(a,b,p)").Evidence.Joint!;
    }
}
