using System.Text.Json;
using System.Text.Json.Nodes;
using Atomic.Acceptance.Tests.Hosting;

namespace Atomic.Acceptance.Tests.Budgets;

/// <summary>Budgets of the real server, over HTTP, against a model that bills as much as it may.</summary>
[Collection(ProcessCollection.Name)]
public sealed class BudgetTests
{
    private const int Affordable = 100;

    [Fact]
    public async Task Submit_AThousandAtOnceForABudgetOfAHundred_SpendsTheBudgetAndNamesItToTheRest()
    {
        AcceptanceHost.SkipUnlessLocal();
        await using var market = await BilledMarket.StartAsync();
        await using var server = new AtomicServerProcess(market.Configuration(withFree: false, Budget("per-tenant", tenant: "*", window: "month")));
        await server.StartAsync();
        using var house = new HouseClient(server.BaseUrl);

        var answers = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => SubmitAsync(house, i)));

        var ends = answers.ToLookup(static answer => answer["status"]);
        ends["succeeded"].Count().ShouldBe(Affordable);
        ends["no-award"].Count().ShouldBe(1_000 - Affordable);
        ends["succeeded"].ShouldAllBe(static answer => answer.Json.GetProperty("costUsd").GetDouble() == BilledMarket.AnswerUsd);
        market.RequestsTo(BilledMarket.Paid).ShouldBe(Affordable);
        foreach (var refused in ends["no-award"])
            ShouldNameTheBudget(refused, "per-tenant (default)");
        await ShouldHaveSpentAsync(house, Affordable * BilledMarket.AnswerUsd);
    }

    [Fact]
    public async Task Submit_MoneyIsGone_WhoCostsNothingGoesOn()
    {
        AcceptanceHost.SkipUnlessLocal();
        await using var market = await BilledMarket.StartAsync();
        await using var server = new AtomicServerProcess(market.Configuration(withFree: true, Budget("day", limitUsd: 0.2, window: "day")));
        await server.StartAsync();
        using var house = new HouseClient(server.BaseUrl);

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => SubmitAsync(house, i)));

        var bidders = answers.ToLookup(static answer => answer.ShouldHaveEnded("succeeded").Json.GetProperty("award").GetProperty("bidder").GetString());
        bidders[BilledMarket.Paid].Count().ShouldBe(20);
        bidders[BilledMarket.Free].Count().ShouldBe(80);
        await ShouldHaveSpentAsync(house, 0.2);
    }

    [Fact]
    public async Task Submit_BatchesByThemselves_EachHasTheWholeLimit()
    {
        AcceptanceHost.SkipUnlessLocal();
        await using var market = await BilledMarket.StartAsync();
        await using var server = new AtomicServerProcess(market.Configuration(withFree: false, Budget("per-batch", limitUsd: 0.02, batch: "*")));
        await server.StartAsync();
        using var house = new HouseClient(server.BaseUrl);

        var nightly = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => SubmitAsync(house, i, batch: "nightly")));
        var weekly = await SubmitAsync(house, 6, batch: "weekly");
        var single = await SubmitAsync(house, 7);

        nightly.Count(static answer => answer["status"] == "succeeded").ShouldBe(2);
        ShouldNameTheBudget(nightly.First(static answer => answer["status"] == "no-award"), "per-batch (nightly)", renews: false);
        weekly.ShouldHaveEnded("succeeded");
        single.ShouldHaveEnded("succeeded");
    }

    [Fact]
    public async Task Kill_InTheMiddleOfTheLoad_SumsAreExactAndNothingStaysReserved()
    {
        AcceptanceHost.SkipUnlessLocal();
        await using var market = await BilledMarket.StartAsync(latencyMs: 20);
        await using var server = new AtomicServerProcess(market.Configuration(withFree: false, Budget("per-tenant", tenant: "*")));
        using var house = new HouseClient(server.BaseUrl);
        var ends = new HouseAnswer?[300];
        var random = new Random(20_261);
        var isUp = false;
        for (var life = 0; ends.Contains(null); life++)
        {
            // After the last kill the server stays: a connection that breaks all the same is no reason for a second one on its data.
            if (!isUp) await server.StartAsync();
            isUp = true;
            var load = Task.WhenAll(Enumerable.Range(0, ends.Length).Select(async i => ends[i] ??= await TrySubmitAsync(house, i)));
            if (life < 4)
            {
                // A random moment under load; nothing is waited for.
                await Task.Delay(random.Next(50, 500));
                await server.KillAsync();
                isUp = false;
            }

            await load;
        }

        // A quick machine may have answered everything before the last kill.
        if (!isUp) await server.StartAsync();
        ends.Count(static end => end!["status"] == "succeeded").ShouldBe(Affordable);
        ends.Count(static end => end!["status"] == "no-award").ShouldBe(ends.Length - Affordable);
        await ShouldHaveSpentAsync(house, Affordable * BilledMarket.AnswerUsd);
    }

    private static JsonObject Budget(string name, double limitUsd = Affordable * BilledMarket.AnswerUsd, string? tenant = null, string? batch = null, string window = "none") =>
        new() { ["Name"] = name, ["Tenant"] = tenant, ["Batch"] = batch, ["Window"] = window, ["LimitUsd"] = limitUsd };

    private static async Task<HouseAnswer> SubmitAsync(HouseClient house, int number, string? batch = null)
    {
        var inBatch = batch is null ? "" : $",\"batch\":\"{batch}\"";
        var body = $$"""{"kind":"{{BilledMarket.Kind}}","input":"question {{number}}","policy":{"explore":false,"valueUsd":1}{{inBatch}}}""";
        var answer = await house.SubmitAsync(body, "wait=100", $"key-{number}");
        return answer.Status == 202 ? await house.EndOfAsync(answer["id"]) : answer.ShouldBe(200);
    }

    // Null where the connection broke, which is what the server's end looks like.
    private static async Task<HouseAnswer?> TrySubmitAsync(HouseClient house, int number)
    {
        try
        {
            return await SubmitAsync(house, number);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return null;
        }
    }

    private static void ShouldNameTheBudget(HouseAnswer refused, string budget, bool renews = true)
    {
        var refusal = refused.Json.GetProperty("refusal");
        refusal.GetProperty("code").GetString().ShouldBe("budget-exhausted");
        refusal.GetProperty("budget").GetString().ShouldBe(budget);
        refusal.GetProperty("leftUsd").GetDouble().ShouldBeLessThan(BilledMarket.AnswerUsd);
        refused["detail"].ShouldContain(budget);
        var renewsAt = refusal.GetProperty("renewsAt");
        if (renews)
            renewsAt.GetDateTimeOffset().ShouldSatisfyAllConditions(static at => at.Day.ShouldBe(1), static at => at.ShouldBeGreaterThan(DateTimeOffset.UtcNow));
        else
            renewsAt.ValueKind.ShouldBe(JsonValueKind.Null);
    }

    // The settlement comes after the answer.
    private static async Task ShouldHaveSpentAsync(HouseClient house, double usd)
    {
        var market = await Eventually.GetAsync(
            async () => (await house.GetAsync("api/market")).ShouldBe(200) is var answer && BudgetOf(answer).GetProperty("reservedUsd").GetDouble() == 0 ? answer : null,
            "nothing is reserved any more");
        BudgetOf(market).GetProperty("spentUsd").GetDouble().ShouldBe(usd, 1e-9);
    }

    private static JsonElement BudgetOf(HouseAnswer market) => market.Json.GetProperty("budgets").EnumerateArray().Single();
}
