using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Plans;

namespace Atomic.Core.Tests.Composites;

/// <summary>Whole lives of a market whose bidders err together, learned from the verdicts on its own answers alone.</summary>
public sealed class PlanSimulationTests
{
    private const int Microtasks = 5_000;
    private const int Last = 2_000;

    // Agree(a, b, else: p) is right as often as p, for half of its price; c and d make worse plans of the same forms.
    private static SimulatedMarket Market(int seed, Func<double, bool> labelled) => new(
        seed, 2, 0.3, ("a", 1.2, 0.0001), ("b", 1.1, 0.0002), ("c", -0.4, 0.0001), ("d", -0.6, 0.0003), ("p", 1.9, 0.002)) { Labelled = labelled };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Clear_BiddersThatErrTogether_EarnsWhatTheBestPlanEarns(int seed)
    {
        var market = Market(seed, static _ => true);
        Plan[] plans = [.. "abcdp".Select(static id => new SinglePlan($"{id}")), .. Agreements()];
        var best = plans.Max(plan => market.Truth(plan, 10_000) is var truth ? (market.Policy.ValueUsd * truth.Success) - truth.CostUsd : 0);

        var played = Live(market);

        var earned = played.TakeLast(Last).Average(play => (play.Right ? market.Policy.ValueUsd : 0) - play.CostUsd);
        earned.ShouldBeGreaterThan(best * 0.96);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Clear_BiddersThatErrTogether_BidsWhatHappens(int seed)
    {
        var market = Market(seed, static _ => true);

        var played = Live(market);

        // By thirds of its life, so that too much hope at the start and too little later do not even out.
        foreach (var third in played.Chunk((Microtasks / 3) + 1))
            third.Average(static play => play.Bid.Success.Expected).ShouldBe(third.Average(static play => play.Right ? 1.0 : 0), 0.035);

        // Against the share alone, a forecast that tells microtasks' plans apart must not lose.
        var share = played.Average(static play => play.Right ? 1.0 : 0);
        Brier(played, static play => play.Bid.Success.Expected).ShouldBeLessThan(Brier(played, _ => share) + 0.002);

        var bids = Auction.Clear(market.Request(Microtasks)).PlanBids;
        var within = bids.Count(bid => market.Truth(bid.Plan!, 10_000).Success is var truth && truth >= bid.Success.Low - 0.01 && truth <= bid.Success.High + 0.01);
        within.ShouldBeGreaterThanOrEqualTo((int)(bids.Count * 0.75));
        foreach (var bid in bids) bid.CostUsd.Expected.ShouldBe(market.Truth(bid.Plan!, 10_000).CostUsd, 0.15 * bid.CostUsd.Expected);
    }

    [Theory]
    [InlineData("always")]
    [InlineData("never")]
    [InlineData("where it was wrong")]
    public void Judged_ThirdAskedWhereTwoDiffer_KeepsTheBiddersOwnSharesUnbiased(string labels)
    {
        var market = Market(11, score => labels == "always" || (labels != "never" && score < 1));
        var plan = new AgreePlan("a", "b", "p", []);
        var truth = "abp".ToDictionary(static id => $"{id}", id => market.Truth(new SinglePlan($"{id}"), 40_000).Success);
        var shares = new List<(double A, double B, double Apart)>();
        for (var i = 0; i < 12_000; i++)
        {
            market.Play(i % 10 == 0 ? new SinglePlan("p") : plan);
            if (i < 2_000) continue;
            shares.Add((ShareOf("a"), ShareOf("b"), ShareOf("p")));
        }

        // Of p's answers those are judged that are given to the hard microtasks; its own share must be that of all microtasks nevertheless.
        shares.Average(static share => share.Apart).ShouldBe(truth["p"], 0.025);
        if (labels == "never")
        {
            // Nobody knows who was right where the answer was wrong: then nothing is learned, rather than something wrong.
            market.Record.Of("a").Right.Total.ShouldBe(0);
            return;
        }

        shares.Average(static share => share.A).ShouldBe(truth["a"], 0.02);
        shares.Average(static share => share.B).ShouldBe(truth["b"], 0.02);

        double ShareOf(string id) => market.Record.Of(id).Right is { Total: > 0 } right ? right.Good / right.Total : 0;
    }

    private static List<(Bid Bid, bool Right, double CostUsd)> Live(SimulatedMarket market)
    {
        var played = new List<(Bid, bool, double)>(Microtasks);
        for (var i = 0; i < Microtasks; i++)
        {
            var request = market.Request(i);
            var award = Auction.Clear(request);
            var winner = award.PlanBids.Concat(request.Book.Bids).First(bid => bid.BidderId == award.WinnerId);
            var (right, cost) = market.Play(award.Plan!);
            played.Add((winner, right, cost));
        }

        return played;
    }

    private static double Brier(List<(Bid Bid, bool Right, double CostUsd)> played, Func<(Bid Bid, bool Right, double CostUsd), double> forecast) =>
        played.Average(play => Math.Pow(forecast(play) - (play.Right ? 1 : 0), 2));

    private static IEnumerable<Plan> Agreements() =>
        from one in "abcd" from other in "abcd" where one < other select new AgreePlan($"{one}", $"{other}", "p", []);
}
