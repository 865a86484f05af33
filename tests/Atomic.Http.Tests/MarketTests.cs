using System.Net;

namespace Atomic.Http.Tests;

public sealed class MarketTests : HttpTest
{
    [Fact]
    public async Task Get_Always_AnswersWithBiddersRecordsAndBudgets()
    {
        using var response = await GetAsync("/api/market");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        Header(response, "Cache-Control").ShouldBe("no-store");
        (await response.Content.ReadAsStringAsync()).ShouldBe(
            """{"version":"00112233","bidders":[{"id":"small","model":"small-model","source":"open-ai-compatible","region":"eu","tags":["on-premises"],"operation":"chat","noStructuredOutput":false,"kinds":[],"price":{"inputUsdPerMTok":0.5,"outputUsdPerMTok":1.5,"requestUsd":0},"prior":{"quality":0.7,"latencySeconds":1,"outputTokens":50,"weight":4},"maxInputTokens":128000,"maxOutputTokens":1024}],"""
            + """ "records":[{"kind":"email-routing","version":3,"byBidder":{"small":{"answered":{"good":0,"bad":0,"total":0},"right":{"good":0,"bad":0,"total":0},"rightRecent":{"good":0,"bad":0,"total":0},"shapes":{"counts":[]},"logLatency":{"weight":0,"mean":0,"squaredDeviations":0},"logOutputTokens":{"weight":0,"mean":0,"squaredDeviations":0},"attempts":3,"judged":0,"spentUsd":0.25}}}],""".TrimStart()
            + """ "budgets":[{"name":"all","limitUsd":10,"spentUsd":2,"reservedUsd":1,"budget":"all","window":"none","leftUsd":7}],"pairs":[{"kind":"email-routing","pairs":[{"first":"large","second":"small","same":3,"different":1,"rightTogether":2,"wrongTogether":0.5,"apart":[{"bidderId":"third","right":1,"wrong":0}],"missing":[]}]}]}""".TrimStart());
    }
}
