using Atomic.Acceptance.Tests.Hosting;
using Atomic.Acceptance.Tests.Markets;
using Atomic.Replay.Behaviours;

namespace Atomic.Acceptance.Tests.Microtasks;

/// <summary>What the policy forbids never happens: the forbidden model's own request log stays empty, also when the permitted one fails.</summary>
public sealed class PolicyTests(AcceptanceHost host) : MarketTest(host)
{
    [Theory]
    [InlineData(Stalls.Regional, """{"explore":false,"regions":["eu"]}""", "wrong-region")]
    [InlineData(Stalls.Denied, """{"explore":false,"deny":["denied-first"]}""", "not-allowed")]
    [InlineData(Stalls.Allowed, """{"explore":false,"allow":["allowed-second"]}""", "not-allowed")]
    public async Task Submit_ForbiddenBidder_IsNeverAsked(string kind, string policy, string reason)
    {
        var (forbidden, permitted) = (Stall.First(kind), Stall.Second(kind));
        var answer = (await House.SubmitAsync(Request.Of(kind, TestRecording.Question(16), policy))).ShouldHaveEnded("succeeded");
        answer.Json.GetProperty("award").GetProperty("bidder").GetString().ShouldBe(permitted);

        Market.Behave(permitted, new ReplayBehaviour { ErrorRate = 1 });
        var failed = (await House.SubmitAsync(Request.Of(kind, TestRecording.Question(17), policy))).ShouldHaveEnded("failed");

        Market.RequestsTo(permitted).Count.ShouldBe(2);
        Market.RequestsTo(forbidden).ShouldBeEmpty();
        var explanation = (await House.ExplainAtAsync(failed["id"], "complete")).Json;
        explanation.GetProperty("bids").EnumerateArray().Single(bid => bid.GetProperty("bidderId").GetString() == forbidden)
            .GetProperty("noBidReason").GetString().ShouldBe(reason);
        explanation.GetProperty("disclosures").EnumerateArray().Select(static one => one.GetProperty("bidderId").GetString()).ShouldBe([permitted]);
    }
}
