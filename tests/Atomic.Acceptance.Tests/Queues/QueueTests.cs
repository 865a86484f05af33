using System.Diagnostics;
using Atomic.Acceptance.Tests.Hosting;
using Atomic.Acceptance.Tests.Markets;
using Atomic.Replay.Behaviours;
using Atomic.Testing.Azurite;

namespace Atomic.Acceptance.Tests.Queues;

/// <summary>Queue jobs through the local host as a process, on Azurite.</summary>
[Collection(ProcessCollection.Name)]
public sealed class QueueTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Kind = "queued";

    [Fact]
    public async Task Message_Microtask_GivesTheResultThatHttpGives()
    {
        AcceptanceHost.SkipUnlessLocal();
        var ends = new QueueEnds(azurite.ConnectionString);
        await using var market = await TestMarket.StartAsync([Stall.Pair(Kind)]);
        await using var server = new AtomicServerProcess(market.Configuration(ends.Sections(visibilitySeconds: 60)));
        await server.StartAsync();

        await ends.PutAsync(Message(1, "\"correlationId\":\"order 7\""));

        await ends.UntilDoneAsync(results: 1);
        var result = ends.Results[0];
        result.GetProperty("correlationId").GetString().ShouldBe("order 7");
        result.GetProperty("output").GetString().ShouldBe(TestRecording.Answer(1));
        using var house = new HouseClient(server.BaseUrl);
        var view = (await house.FindAsync(result.GetProperty("id").GetString()!)).ShouldHaveEnded("succeeded").Json;
        foreach (var member in view.EnumerateObject())
            result.GetProperty(member.Name).GetRawText().ShouldBe(member.Value.GetRawText());
        server.Output.ShouldContain("Takes microtasks from the queue");
    }

    [Fact]
    public async Task Kill_InTheMiddle_GivesOneMicrotaskAndItsResult()
    {
        AcceptanceHost.SkipUnlessLocal();
        var ends = new QueueEnds(azurite.ConnectionString);
        await using var market = await TestMarket.StartAsync([Stall.Pair(Kind)]);
        market.Behave(Stall.First(Kind), new ReplayBehaviour { HangRate = 1 });
        await using var server = new AtomicServerProcess(market.Configuration(ends.Sections(visibilitySeconds: 3)));
        await server.StartAsync();
        await ends.PutAsync(Message(2));
        await Eventually.HoldsAsync(() => market.RequestsTo(Stall.First(Kind)).Count == 1, "the model is asked");

        await server.KillAsync();
        market.Behave(Stall.First(Kind), ReplayBehaviour.Flawless);
        await server.StartAsync();

        await ends.UntilDoneAsync(results: 1);
        ends.Results.Select(static result => result.GetProperty("id").GetString()).Distinct().ShouldHaveSingleItem();
        ends.Results[0].GetProperty("output").GetString().ShouldBe(TestRecording.Answer(2));
        using var house = new HouseClient(server.BaseUrl);
        (await house.GetAsync("api/microtasks")).ShouldBe(200).Json.GetProperty("items").GetArrayLength().ShouldBe(1);
        market.RequestsTo(Stall.First(Kind)).Select(static request => request.IdempotencyKey).Distinct()
            .ShouldHaveSingleItem("only what was in flight is asked again, under its key");
    }

    [Fact]
    public async Task Message_OutlastsItsVisibility_IsBoughtOnce()
    {
        AcceptanceHost.SkipUnlessLocal();
        var ends = new QueueEnds(azurite.ConnectionString);
        await using var market = await TestMarket.StartAsync([Stall.Pair(Kind)]);
        market.Behave(Stall.First(Kind), new ReplayBehaviour { LatencyMsP50 = 7_000 });
        await using var server = new AtomicServerProcess(market.Configuration(ends.Sections(visibilitySeconds: 2)));
        await server.StartAsync();

        await ends.PutAsync(Message(3));

        await ends.UntilDoneAsync(results: 1);
        ends.Results.ShouldHaveSingleItem().GetProperty("output").GetString().ShouldBe(TestRecording.Answer(3));
        market.RequestsTo(Stall.First(Kind)).ShouldHaveSingleItem();
        server.Output.ShouldNotContain("delivered again");
    }

    [Fact]
    public async Task Terminate_InTheMiddle_StillPutsTheResult()
    {
        AcceptanceHost.SkipUnlessLocal();
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        var ends = new QueueEnds(azurite.ConnectionString);
        await using var market = await TestMarket.StartAsync([Stall.Pair(Kind)]);
        market.Behave(Stall.First(Kind), new ReplayBehaviour { LatencyMsP50 = 2_000 });
        await using var server = new AtomicServerProcess(market.Configuration(ends.Sections(visibilitySeconds: 3_600)));
        await server.StartAsync();
        await ends.PutAsync(Message(4));
        await Eventually.HoldsAsync(() => market.RequestsTo(Stall.First(Kind)).Count == 1, "the model is asked");

        server.Terminate();

        (await server.WaitForExitAsync()).ShouldBe(0, server.Output);
        await ends.UntilDoneAsync(results: 1);
        ends.Results[0].GetProperty("output").GetString().ShouldBe(TestRecording.Answer(4));
    }

    [Fact]
    public async Task Message_Malformed_IsListedRetriedAndDropped()
    {
        AcceptanceHost.SkipUnlessLocal();
        var ends = new QueueEnds(azurite.ConnectionString);
        await using var market = await TestMarket.StartAsync([Stall.Pair(Kind)]);
        await using var server = new AtomicServerProcess(market.Configuration(ends.Sections(visibilitySeconds: 60)));
        await server.StartAsync();
        (await RunAsync(server, "failures")).ShouldBe((0, "Nothing has failed."));

        await ends.PutAsync("""{"kind":"queued","input":"top secret","polcy":{}}""");
        await ends.UntilDoneAsync(results: 1);

        ends.Results[0].GetProperty("status").GetString().ShouldBe("poisoned");
        using var house = new HouseClient(server.BaseUrl);
        var failures = (await house.GetAsync("api/failures")).ShouldBe(200);
        failures.Text.ShouldNotContain("secret");
        var id = IdOf(failures);
        id.ShouldBe(ends.Results[0].GetProperty("messageId").GetString());
        var (listed, table) = await RunAsync(server, "failures");
        listed.ShouldBe(0, table);
        table.ShouldContain("polcy");

        (await RunAsync(server, "failures", "--retry", id)).ExitCode.ShouldBe(0);
        await ends.UntilDoneAsync(results: 2);
        var again = IdOf((await house.GetAsync("api/failures")).ShouldBe(200));
        again.ShouldNotBe(id, "a message that is put back is another message");
        (await RunAsync(server, "failures", "--drop", again)).ExitCode.ShouldBe(0);
        (await RunAsync(server, "failures")).ShouldBe((0, "Nothing has failed."));
        (await RunAsync(server, "failures", "--drop", again)).ExitCode.ShouldBe(1);
        (await house.SendAsync(HttpMethod.Post, $"api/failures/messages/{id}/retry", null)).ShouldBeProblem(404, "not-found");
    }

    private static string Message(int question, string? more = null) =>
        $"{Request.Of(Kind, TestRecording.Question(question))[..^1]}{(more is null ? "" : $",{more}")}}}";

    private static string IdOf(HouseAnswer failures) =>
        failures.Json.GetProperty("messages").EnumerateArray().ShouldHaveSingleItem().GetProperty("id").GetString()!;

    private static async Task<(int ExitCode, string Output)> RunAsync(AtomicServerProcess server, params string[] arguments)
    {
        using var process = Process.Start(AtomicProgram.StartInfo([.. arguments, "--server", server.BaseUrl.ToString()]))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Eventually.Bound);
        return (process.ExitCode, $"{await output}{await errors}".Trim());
    }
}
