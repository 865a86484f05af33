using System.Diagnostics;
using System.Text.Json.Nodes;
using Atomic.Acceptance.Tests.Hosting;
using Atomic.Acceptance.Tests.Markets;
using Atomic.Replay.Behaviours;

namespace Atomic.Acceptance.Tests.Crashes;

/// <summary>
/// The real server, killed with SIGKILL at random moments under load, over and over on the same data. <c>ATOMIC_CRASH_KILLS</c> makes it longer,
/// <c>ATOMIC_CRASH_SEED</c> repeats the moments and the requests of a run.
/// </summary>
[Collection(ProcessCollection.Name)]
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int LivesBetweenChecks = 10;
    private const int EarliestKillMs = 5;
    private const int LatestKillMs = 400;

    [Fact]
    public async Task Kill_AtRandomMoments_LosesNothingAcknowledgedAndBuysNothingTwice()
    {
        AcceptanceHost.SkipUnlessLocal();
        var settings = CrashSettings.Read();
        output.WriteLine($"ATOMIC_CRASH_SEED={settings.Seed} ATOMIC_CRASH_KILLS={settings.Kills}");
        var folder = Directory.CreateTempSubdirectory("atomic-crashes-").FullName;
        var requestLog = Path.Combine(folder, "requests.jsonl");
        await using var market = await StartMarketAsync(settings, requestLog);
        await using var server = new AtomicServerProcess(market.Configuration(("Budgets", Budgets())));
        using var house = new HouseClient(server.BaseUrl);
        var ledger = new CrashLedger();
        var checks = new CrashChecks(house, ledger, new RequestLogFile(requestLog));
        try
        {
            await RunAsync(settings, server, ledger, checks);
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"After {ledger.Kills.Count} kills of ATOMIC_CRASH_SEED={settings.Seed}: {failure.Message}\n{server.Output}", failure);
        }

        Directory.Delete(folder, recursive: true);

        // Not a single interesting moment met means that the test has lost its aim.
        ledger.Count.ShouldBeGreaterThan(settings.Kills);
        checks.Redelivered.ShouldBeGreaterThan(0, "no kill has cut off an attempt");
        checks.SeenRecorded.ShouldBeGreaterThan(0, "nobody has seen a record before a kill");
    }

    private static async Task<TestMarket> StartMarketAsync(CrashSettings settings, string requestLog)
    {
        var market = await TestMarket.StartAsync(CrashSubmission.Stalls, seed: (ulong)settings.Seed, requestLog: requestLog);
        foreach (var bidder in CrashSubmission.Stalls.SelectMany(static stall => stall.Bidders))
        {
            market.Behave(bidder.Id, new ReplayBehaviour
            {
                LatencyMsP50 = 10,
                LatencyMsP95 = 60,
                ErrorRate = bidder.Id.EndsWith("-failing", StringComparison.Ordinal) ? 0.15 : 0,
                MalformedOutputRate = bidder.Id.EndsWith("-useless", StringComparison.Ordinal) ? 0.3 : 0,
            });
        }

        return market;
    }

    private static JsonArray Budgets() => [new JsonObject { ["Name"] = "everything", ["LimitUsd"] = 1_000 }];

    private async Task RunAsync(CrashSettings settings, AtomicServerProcess server, CrashLedger ledger, CrashChecks checks)
    {
        var random = new Random(settings.Seed);
        var clock = Stopwatch.StartNew();
        var starts = TimeSpan.Zero;
        var isRunning = false;
        for (var life = 1; ledger.Kills.Count < settings.Kills; life++)
        {
            if (!isRunning)
            {
                var start = clock.Elapsed;
                await server.StartAsync();
                starts += clock.Elapsed - start;
            }

            await KillUnderLoadAsync(random, settings.Seed, life, server, ledger);
            if (random.Next(10) == 0)
                await KillAtStartAsync(random, server, ledger);

            // The server that the checks need goes on into the next life.
            isRunning = life % LivesBetweenChecks == 0 || ledger.Kills.Count >= settings.Kills;
            if (isRunning)
            {
                await server.StartAsync();
                await checks.CheckAsync();
            }
        }

        await checks.CheckTotalsAsync();
        output.WriteLine(
            $"{ledger.Kills.Count} kills in {clock.Elapsed.TotalSeconds:0.0} s, {clock.Elapsed.TotalMilliseconds / settings.Kills:0} ms each, of which a start is "
            + $"{starts.TotalMilliseconds / settings.Kills:0} ms; {ledger.Count} microtasks acknowledged, {checks.Requests} requests bought, {checks.Redelivered} attempts cut off and "
            + $"delivered again, {checks.SeenRecorded} attempts seen recorded before a kill.");
    }

    private static async Task KillUnderLoadAsync(Random random, int seed, int life, AtomicServerProcess server, CrashLedger ledger)
    {
        using var load = new CrashLoad(server.BaseUrl, ledger, seed, life);
        var moment = random.Next(EarliestKillMs, LatestKillMs + 1);

        // A cold server has its first answer after some hundred milliseconds: half of the kills come before that, half in the middle of work.
        if (random.Next(2) == 0)
            await load.FirstAnswer.WaitAsync(Eventually.Bound);

        // The random moment itself; nothing is waited for.
        await Task.Delay(moment);
        await server.KillAsync();
        ledger.Kills.Add(DateTimeOffset.UtcNow);
        await load.StopAsync();
    }

    // While it starts: it may be opening its database, or bringing back what was under way.
    private static async Task KillAtStartAsync(Random random, AtomicServerProcess server, CrashLedger ledger)
    {
        server.Launch();
        await Task.Delay(random.Next(EarliestKillMs, 3 * LatestKillMs));
        await server.KillAsync();
        ledger.Kills.Add(DateTimeOffset.UtcNow);
    }
}
