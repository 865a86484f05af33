using Atomic.Client.Microtasks;
using Atomic.Client.Tests.Fixtures;
using Atomic.Client.Typed;
using Atomic.Http;
using Atomic.InProcess;
using Microsoft.Agents.AI;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.SemanticKernel;

namespace Atomic.Client.Tests.Houses;

/// <summary>Over real sockets, to a web application that carries the house and serves it.</summary>
public sealed class RemoteTests : IAsyncLifetime
{
    private HouseFixture _house = null!;
    private WebApplication _app = null!;
    private ServiceProvider _caller = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IAtomicClient Atomic => _caller.GetRequiredService<IAtomicClient>();

    private IChatClient Chat => _caller.GetRequiredService<IChatClient>();

    public async ValueTask InitializeAsync()
    {
        _house = await HouseFixture.StartAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddAtomicInProcess(_house.Configuration(), options => (options.DataFolder, options.Environment) = (_house.DataFolder, static _ => null));
        _app = builder.Build();
        _app.MapAtomic();
        await _app.StartAsync(Stop);
        var services = new ServiceCollection();
        services.AddAtomic(new Uri(_app.Urls.First()));
        _caller = services.BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _caller.DisposeAsync();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await _house.DisposeAsync();
    }

    [Fact]
    public async Task Run_Typed_IsAnsweredOverHttp()
    {
        var result = await Atomic.RunAsync<Routed>(Microtask.OnText(HouseFixture.Kind, HouseFixture.Mail), Stop);

        result.Value.Team.ShouldBe("Billing");
        (await Atomic.ExplainAsync(result.Id, ExplanationForm.Html, Stop)).ShouldStartWith("<!");
        (await Atomic.SendFeedbackAsync(result.Id, new MicrotaskFeedback(1), Stop)).Learned.ShouldBeTrue();
        (await Atomic.GetMarketAsync(Stop)).Records.ShouldHaveSingleItem().ByBidder["clerk"].Judged.ShouldBe(1);
    }

    [Fact]
    public async Task Submit_SameKeyTwice_IsOneMicrotask()
    {
        var microtask = Microtask.OnText(HouseFixture.Kind, HouseFixture.Mail) with { IdempotencyKey = "mail-1" };

        var first = await Atomic.SubmitAsync(microtask, Stop);
        var second = await Atomic.SubmitAsync(microtask, Stop);

        second.Id.ShouldBe(first.Id);
        (await Atomic.WaitAsync(first.Id, Stop)).Succeeded.ShouldBeTrue();
        (await Atomic.CancelAsync(first.Id, Stop)).Succeeded.ShouldBeTrue("what had ended keeps its end");
        _house.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task Chat_Streaming_IsTheAnswerInPieces()
    {
        var response = await Chat.GetStreamingResponseAsync(HouseFixture.Question, cancellationToken: Stop).ToChatResponseAsync(Stop);

        response.Text.ShouldBe("It is 12.");
        response.Usage!.TotalTokenCount.ShouldNotBeNull().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Chat_MisspelledSetting_IsRefusedByName()
    {
        var options = new ChatOptions { AdditionalProperties = new AdditionalPropertiesDictionary { ["atomic.maxCost"] = 1 } };

        var failure = await Should.ThrowAsync<AtomicClientException>(Chat.GetResponseAsync("Hi", options, Stop));

        failure.Code.ShouldBe("invalid-header");
        failure.Message.ShouldContain("x-atomic-max-cost");
    }

    [Fact]
    public async Task AgentFramework_OverTheChatClient_IsAuctioned()
    {
        var agent = new ChatClientAgent(Chat, instructions: "Answer briefly.");

        var response = await agent.RunAsync(HouseFixture.Question, cancellationToken: Stop);

        response.Text.ShouldBe("It is 12.");
        (await Atomic.ListAsync(new MicrotaskQuery(), Stop)).Items.ShouldHaveSingleItem().Award!.Bidder.ShouldBe("clerk");
    }

    [Fact]
    public async Task SemanticKernel_OverTheChatClient_IsAuctioned()
    {
        var kernel = Kernel.CreateBuilder();
        kernel.Services.AddSingleton(Chat);

        var answer = await kernel.Build().InvokePromptAsync(HouseFixture.Question, cancellationToken: Stop);

        answer.ToString().ShouldBe("It is 12.");
        (await Atomic.ListAsync(new MicrotaskQuery(), Stop)).Items.ShouldHaveSingleItem().Award!.Bidder.ShouldBe("clerk");
    }

    public sealed record Routed(string Team);
}
