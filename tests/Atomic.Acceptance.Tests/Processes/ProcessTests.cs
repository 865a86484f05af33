using System.Text.Json.Nodes;
using Atomic.Acceptance.Tests.Hosting;
using Atomic.Acceptance.Tests.Markets;
using Atomic.Replay.Behaviours;

namespace Atomic.Acceptance.Tests.Processes;

/// <summary>The local host as a process: how it refuses to start, and how it stops.</summary>
[Collection(ProcessCollection.Name)]
public sealed class ProcessTests
{
    private const string Kind = "stopped";

    [Fact]
    public async Task Terminate_InTheMiddleOfLoad_LosesNothingAcknowledged()
    {
        AcceptanceHost.SkipUnlessLocal();
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        await using var market = await TestMarket.StartAsync([Stall.Pair(Kind)]);
        market.Behave(Stall.First(Kind), new ReplayBehaviour { LatencyMsP50 = 30, LatencyMsP95 = 120 });
        await using var server = new AtomicServerProcess(market.Configuration());
        await server.StartAsync();
        var acknowledged = new Dictionary<string, int>(StringComparer.Ordinal);
        using (var house = new HouseClient(server.BaseUrl))
            await SubmitUntilRefusedAsync(house, acknowledged, stopAfter: 60, server.Terminate);

        (await server.WaitForExitAsync()).ShouldBe(0, server.Output);

        acknowledged.Count.ShouldBeGreaterThanOrEqualTo(60);
        await server.StartAsync();
        using var again = new HouseClient(server.BaseUrl);
        foreach (var (id, question) in acknowledged)
            (await again.EndOfAsync(id)).ShouldHaveEnded("succeeded")["output"].ShouldBe(TestRecording.Answer(question));
        market.RequestsTo(Stall.First(Kind)).Concat(market.RequestsTo(Stall.Second(Kind))).Select(static request => request.IdempotencyKey)
            .ShouldBeUnique();
    }

    [Fact]
    public async Task Serve_DataFolderInUse_SaysSo()
    {
        AcceptanceHost.SkipUnlessLocal();
        await using var market = await TestMarket.StartAsync([Stall.Pair(Kind)]);
        await using var server = new AtomicServerProcess(market.Configuration());
        await server.StartAsync();

        var (exitCode, output) = await server.RunSecondAsync();

        exitCode.ShouldBe(4, output);
        output.ShouldContain("process");
        output.ShouldNotContain("   at ");
        using var house = new HouseClient(server.BaseUrl);
        (await house.SubmitAsync(Request.Of(Kind, TestRecording.Question(1)))).ShouldHaveEnded("succeeded");
    }

    [Theory]
    [InlineData("""{}""", "Bidders")]
    [InlineData("""{"Atomic":{"Market":{"Bidders":[]}}}""", "Bidders")]
    [InlineData("""{"Atomic":{"Market":{"Bidders":[{"Id":"a","Endpoint":"nowhere","Model":"m"}]}}}""", "Atomic:Market:Bidders:0")]
    [InlineData("""{"Atomic":{"Merket":{}}}""", "Merket")]
    public async Task Serve_UnusableMarket_SaysWhatToDo(string configuration, string named)
    {
        AcceptanceHost.SkipUnlessLocal();
        await using var server = new AtomicServerProcess(JsonNode.Parse(configuration)!.AsObject());

        var (exitCode, output) = await server.RunToTheEndAsync();

        exitCode.ShouldBe(2, output);
        output.ShouldContain(named);
        output.ShouldNotContain("   at ");
    }

    // One after the other in four lanes, of which two wait for their answers, until the server refuses: what it acknowledged up to then it must keep.
    private static async Task SubmitUntilRefusedAsync(HouseClient house, Dictionary<string, int> acknowledged, int stopAfter, Action stop)
    {
        var isStopping = 0;
        var deadline = DateTimeOffset.UtcNow + Eventually.Bound;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async lane =>
        {
            for (var question = lane; DateTimeOffset.UtcNow < deadline; question = (question + 4) % TestRecording.Questions)
            {
                HouseAnswer answer;
                try
                {
                    answer = await house.SubmitAsync(Request.Of(Kind, TestRecording.Question(question)), lane < 2 ? "respond-async" : "wait=30");
                }
                catch (HttpRequestException)
                {
                    return; // it has closed its port
                }

                if (answer.Status == 503)
                {
                    answer.ShouldBeProblem(503, "shutting-down").Header("Retry-After").ShouldNotBeNull();
                    return;
                }

                answer.Status.ShouldBeOneOf([200, 202], answer.Text);
                int count;
                lock (acknowledged)
                {
                    acknowledged.Add(answer["id"], question);
                    count = acknowledged.Count;
                }

                if (count >= stopAfter && Interlocked.Exchange(ref isStopping, 1) == 0)
                    stop();
            }
        }));
        isStopping.ShouldBe(1);
    }
}
