using Atomic.Functions.Clients;
using Atomic.Functions.Http;
using Atomic.Functions.Tests.Doubles;
using Atomic.Orchestration.Service;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Moq;

namespace Atomic.Functions.Tests.Http;

public sealed class HttpFunctionsTests
{
    private static readonly DurableTaskClient Client = ClientDouble.Of().Object;

    [Fact]
    public async Task Answer_HandlerOfThePath_WritesTheResponseItself()
    {
        var context = Surfaces.Request("GET", "/healthz");

        var result = await new HttpFunctions(Surfaces.Of()).HealthzAsync(context.Request, Client);

        context.Response.StatusCode.ShouldBe(200);
        Surfaces.Body(context).ShouldContain("\"up\"");
        result.ShouldBeSameAs(Results.Empty, "anything else would be written over the answer, and null makes Functions warn");
    }

    [Fact]
    public async Task Answer_HeadWhereGetIs_IsAnswered()
    {
        var context = Surfaces.Request("HEAD", "/healthz");

        await new HttpFunctions(Surfaces.Of()).HealthzAsync(context.Request, Client);

        context.Response.StatusCode.ShouldBe(200);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    [InlineData("WHATEVER")]
    public async Task Answer_MethodThatThePathDoesNotTake_IsRefusedWithThoseThatItTakes(string method)
    {
        var context = Surfaces.Request(method, "/api/market");

        await new HttpFunctions(Surfaces.Of()).MarketAsync(context.Request, Client);

        context.Response.StatusCode.ShouldBe(405);
        context.Response.Headers.Allow.ToString().ShouldBe("GET, HEAD");
        context.Response.ContentType!.ShouldStartWith("application/problem+json");
    }

    [Fact]
    public async Task Answer_OpenAisPaths_AreRefusedInOpenAisWords()
    {
        var method = Surfaces.Request("GET", "/v1/chat/completions");
        var path = Surfaces.Request("POST", "/v1/completions");

        await new HttpFunctions(Surfaces.Of()).ChatCompletionsAsync(method.Request, Client);
        await new HttpFunctions(Surfaces.Of()).ElsewhereAsync(path.Request, Client);

        (method.Response.StatusCode, path.Response.StatusCode).ShouldBe((405, 404));
        method.Response.ContentType!.ShouldStartWith("application/json");
        Surfaces.Body(method).ShouldContain("\"code\":\"method_not_allowed\"");
        Surfaces.Body(path).ShouldContain("\"code\":\"unknown_url\"");
    }

    [Fact]
    public async Task Elsewhere_Root_IsTheStartPage()
    {
        var context = Surfaces.Request("GET", "/");

        await new HttpFunctions(Surfaces.Of()).ElsewhereAsync(context.Request, Client);

        context.Response.StatusCode.ShouldBe(200);
        context.Response.ContentType!.ShouldStartWith("text/html");
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/api")]
    [InlineData("/api/microtasks/x/nothing")]
    public async Task Elsewhere_UnknownPath_IsAProblem(string path)
    {
        var context = Surfaces.Request("GET", path);

        await new HttpFunctions(Surfaces.Of()).ElsewhereAsync(context.Request, Client);

        context.Response.StatusCode.ShouldBe(404);
        context.Response.ContentType!.ShouldStartWith("application/problem+json");
    }

    [Fact]
    public async Task Answer_ServiceNeedsTheClient_HasThatOfTheInvocation()
    {
        var clients = new DurableClientAccessor();
        DurableTaskClient? seen = null;
        var service = new Mock<IMicrotaskService>();
        service.Setup(static s => s.GetMarketAsync(It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .Returns(async () =>
            {
                await Task.Yield();
                seen = clients.RequireClient();
                throw new InvalidOperationException("Enough was seen.");
            });
        var context = Surfaces.Request("GET", "/api/market");

        await new HttpFunctions(Surfaces.Of(service.Object, clients)).MarketAsync(context.Request, Client);

        seen.ShouldBeSameAs(Client);
        context.Response.StatusCode.ShouldBe(500);
    }

    [Fact]
    public async Task Answer_InvocationsAtOnce_EachHasItsOwnClient()
    {
        var clients = new DurableClientAccessor();
        var service = new Mock<IMicrotaskService>();
        var seen = new System.Collections.Concurrent.ConcurrentBag<string>();
        using var meet = new Barrier(8);
        service.Setup(static s => s.GetMarketAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).Returns(() =>
        {
            meet.SignalAndWait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
            seen.Add(clients.RequireClient().Name);
            throw new InvalidOperationException("Enough was seen.");
        });
        var functions = new HttpFunctions(Surfaces.Of(service.Object, clients));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Factory.StartNew(
            () => functions.MarketAsync(Surfaces.Request("GET", "/api/market").Request, new Mock<DurableTaskClient>($"client {i}").Object),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()));

        seen.Order().ShouldBe(Enumerable.Range(0, 8).Select(static i => $"client {i}"));
    }
}
