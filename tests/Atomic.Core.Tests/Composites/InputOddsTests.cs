using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using CsCheck;

namespace Atomic.Core.Tests.Composites;

/// <summary>That a plan's success follows what the input tells of its members, while what was counted of pairs stays what it is on average.</summary>
public sealed class InputOddsTests
{
    private const double Average = 0.7;

    private static readonly PairEvidence s_seen = new()
    {
        First = "a", Second = "b", Same = 6_000, Different = 4_000, RightTogether = 5_400, WrongTogether = 600, Apart = [new ApartEvidence("p", 2_000, 2_000)],
    };

    [Fact]
    public void Clear_InputTellsNothing_FiguresAreTheAverage()
    {
        var bid = AgreementOf(Average, Average, Average);

        bid.Evidence.Joint!.InputOdds.ShouldBeNull();
        bid.Success.Expected.ShouldBe((0.6 * 0.9) + (0.4 * 0.5), 0.01);
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.4)]
    public void Clear_AllMembersDoBetterOrWorseHere_ThePlansOddsMoveByAsMuch(double here)
    {
        var ratio = OddsOf(here) / OddsOf(Average);

        var bid = AgreementOf(here, here, here);

        OddsOf(bid.Success.Expected).ShouldBe(OddsOf(AgreementOf(Average, Average, Average).Success.Expected) * ratio, 1e-9 * ratio);
        bid.Evidence.Joint!.InputOdds!.Value.ShouldBe(ratio, 1e-9 * ratio);
        bid.Evidence.Joint.RightTogether.ShouldBe(0.9, 0.01);
    }

    [Fact]
    public void Clear_TheThirdDoesBetterHere_CountsForAsMuchAsBothOthers()
    {
        var third = AgreementOf(Average, Average, 0.9).Success.Expected;

        third.ShouldBe(AgreementOf(0.9, 0.9, Average).Success.Expected, 1e-9);
        third.ShouldBeGreaterThan(AgreementOf(0.9, Average, Average).Success.Expected);
    }

    [Fact]
    public void Clear_HarderInput_TheThirdIsAskedMoreOften() =>
        AgreementOf(0.4, 0.4, 0.4).Evidence.Joint!.ThirdDecides.ShouldBeGreaterThan(AgreementOf(0.9, 0.9, 0.9).Evidence.Joint!.ThirdDecides + 0.2);

    [Fact]
    public void Clear_AnyAverages_PlanBidsAreSound() => Gen.Select(PlanCases.AnyRequest, Gen.Double[0.001, 0.999].Array[10]).Sample(static (request, averages) =>
    {
        Bid[] bids = [.. request.Book.Bids.Select((bid, i) => bid with { Evidence = bid.Evidence with { RightOnAverage = averages[i % averages.Length] } })];

        foreach (var bid in Auction.Clear(request with { Book = request.Book with { Bids = bids } }).PlanBids) BidCheck.Defect(bid).ShouldBeNull();
    }, iter: 500);

    private static double OddsOf(double probability) => probability / (1 - probability);

    private static Bid AgreementOf(double one, double other, double third)
    {
        Bid[] bids = [Of("a", 0.0001, one), Of("b", 0.0002, other), Of("p", 0.002, third)];
        return Auction.Clear(PlanCases.Request(bids, [s_seen])).PlanBids.Single(static bid => bid.BidderId == "agree(a,b,p)");
    }

    private static Bid Of(string id, double cost, double here)
    {
        var bid = PlanCases.Bid(id, cost, 1, here);
        return bid with { Evidence = bid.Evidence with { RightOnAverage = Average } };
    }
}
