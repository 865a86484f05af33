using Atomic.Client.Chat;
using Atomic.Client.Microtasks;
using Atomic.Client.Tests.Fixtures;
using Atomic.Client.Typed;
using Atomic.InProcess;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Atomic.Client.Tests.Houses;

public sealed class InProcessTests : IAsyncLifetime
{
    private HouseFixture _house = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _house = await HouseFixture.StartAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task Run_GenericHost_IsAuctionedExplainedAndLearnedFrom()
    {
        using var host = await StartAsync();
        var atomic = host.Services.GetRequiredService<IAtomicClient>();

        var result = await atomic.RunAsync<Routed>(Microtask.OnText(HouseFixture.Kind, HouseFixture.Mail), Stop);

        result.Value.Team.ShouldBe("Billing");
        result.Award!.Bidder.ShouldBe("clerk");
        result.CostUsd.ShouldBeGreaterThan(0);
        (await atomic.ExplainAsync(result.Id, cancellationToken: Stop)).ShouldContain("clerk");
        (await atomic.SendFeedbackAsync(result.Id, new MicrotaskFeedback(1), Stop)).Learned.ShouldBeTrue();
        (await atomic.ListAsync(new MicrotaskQuery(), Stop)).Items.ShouldHaveSingleItem().Id.ShouldBe(result.Id);
        (await atomic.FindAsync("mt-none", Stop)).ShouldBeNull();
        (await atomic.GetMarketAsync(Stop)).Bidders.Single(static bidder => bidder.Id == "clerk").Price.OutputUsdPerMTok.ShouldBe(2);
        await host.StopAsync(Stop);
    }

    [Fact]
    public async Task Start_Again_StillKnowsTheTrackRecordAndTheAnswer()
    {
        string id;
        using (var first = await StartAsync())
        {
            var atomic = first.Services.GetRequiredService<IAtomicClient>();
            id = (await atomic.RunAsync(Microtask.OnText(HouseFixture.Kind, HouseFixture.Mail), Stop)).Id;
            await atomic.SendFeedbackAsync(id, new MicrotaskFeedback(1), Stop);
            await first.StopAsync(Stop);
        }

        using var second = await StartAsync();
        var again = second.Services.GetRequiredService<IAtomicClient>();

        var record = (await again.GetMarketAsync(Stop)).Records.ShouldHaveSingleItem();
        record.Kind.ShouldBe(HouseFixture.Kind);
        record.ByBidder["clerk"].Attempts.ShouldBe(1);
        record.ByBidder["clerk"].Judged.ShouldBe(1);
        (await again.FindAsync(id, Stop))!.Succeeded.ShouldBeTrue();
        _house.Calls.ShouldBe(1);
        await second.StopAsync(Stop);
    }

    [Fact]
    public async Task Chat_GenericHost_RunsOverTheAuction()
    {
        using var host = await StartAsync(static chat => chat.UseFunctionInvocation());
        var chat = host.Services.GetRequiredService<IChatClient>();

        var response = await chat.GetResponseAsync(HouseFixture.Question, new ChatOptions { ModelId = "economy" }, Stop);

        response.Text.ShouldBe("It is 12.");
        response.AdditionalProperties![ChatProperties.Bidder].ShouldBe("clerk");
        response.Usage!.OutputTokenCount.ShouldNotBeNull().ShouldBeGreaterThan(0);
        var id = response.AdditionalProperties[ChatProperties.Id].ShouldBeOfType<string>();
        (await host.Services.GetRequiredService<IAtomicClient>().ExplainAsync(id, cancellationToken: Stop)).ShouldContain("clerk");
        await host.StopAsync(Stop);
    }

    [Fact]
    public async Task Chat_Streaming_IsTheAnswerWithItsDecision()
    {
        using var host = await StartAsync();
        var updates = new List<ChatResponseUpdate>();

        await foreach (var update in host.Services.GetRequiredService<IChatClient>().GetStreamingResponseAsync(HouseFixture.Question, cancellationToken: Stop))
            updates.Add(update);

        updates.ToChatResponse().Text.ShouldBe("It is 12.");
        updates[0].AdditionalProperties![ChatProperties.Bidder].ShouldBe("clerk");
        await host.StopAsync(Stop);
    }

    [Fact]
    public async Task Run_FromAnApplicationsOwnStart_FindsTheHouseStarted()
    {
        using var host = await StartAsync(services: static services => services.AddHostedService<StartsWithARun>());

        StartsWithARun.Last.ShouldBe(MicrotaskStatus.Succeeded);
        await host.StopAsync(Stop);
    }

    [Fact]
    public async Task Run_BeforeTheStart_SaysWhatToDo()
    {
        using var host = Build();

        var failure = await Should.ThrowAsync<AtomicClientException>(
            host.Services.GetRequiredService<IAtomicClient>().RunAsync(Microtask.OnText(HouseFixture.Kind, HouseFixture.Mail), Stop));

        failure.Message.ShouldContain("start the application's host");
    }

    [Fact]
    public async Task Run_UnknownField_IsRefusedAsByAServer()
    {
        using var host = await StartAsync();

        var failure = await Should.ThrowAsync<AtomicClientException>(
            host.Services.GetRequiredService<IAtomicClient>().RunAsync(Microtask.OnText("No Kind", HouseFixture.Mail), Stop));

        (failure.Code, failure.Pointer).ShouldBe(("invalid-field", "/kind"));
        await host.StopAsync(Stop);
    }

    [Fact]
    public async Task Start_FolderInUse_SaysSo()
    {
        using var first = await StartAsync();
        using var second = Build();

        (await Should.ThrowAsync<Exception>(second.StartAsync(Stop))).Message.ShouldContain("database");
        await first.StopAsync(Stop);
    }

    private async Task<IHost> StartAsync(Action<ChatClientBuilder>? chat = null, Action<IServiceCollection>? services = null)
    {
        var host = Build(chat, services);
        await host.StartAsync(Stop);
        return host;
    }

    private IHost Build(Action<ChatClientBuilder>? chat = null, Action<IServiceCollection>? services = null)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        services?.Invoke(builder.Services);
        var pipeline = builder.Services.AddAtomicInProcess(_house.Configuration(), options => (options.DataFolder, options.Environment) = (_house.DataFolder, static _ => null));
        chat?.Invoke(pipeline);
        return builder.Build();
    }

    public sealed record Routed(string Team);

    private sealed class StartsWithARun(IAtomicClient atomic) : IHostedService
    {
        public static MicrotaskStatus? Last { get; private set; }

        public async Task StartAsync(CancellationToken cancellationToken) =>
            Last = (await atomic.RunAsync(Microtask.OnText(HouseFixture.Kind, HouseFixture.Mail), cancellationToken)).Status;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
