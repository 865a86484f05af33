using System.Net;
using Atomic.Http.Routes;
using Microsoft.Extensions.DependencyInjection;

namespace Atomic.Http.Tests;

public sealed class RoutingTests : HttpTest
{
    [Theory]
    [InlineData("PUT", "/api/microtasks", "POST, GET, HEAD")]
    [InlineData("DELETE", "/api/microtasks", "POST, GET, HEAD")]
    [InlineData("PATCH", "/api/microtasks/x", "GET, HEAD, DELETE")]
    [InlineData("POST", "/api/microtasks/x/explanation", "GET, HEAD")]
    [InlineData("GET", "/api/microtasks/x/feedback", "POST")]
    [InlineData("OPTIONS", "/healthz", "GET, HEAD")]
    [InlineData("POST", "/", "GET, HEAD")]
    public async Task AnyPath_OtherMethod_Is405WithAllow(string method, string path, string allow)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await Client.SendAsync(request);

        await ProblemAsync(response, 405, "method-not-allowed");
        Header(response, "Allow").ShouldBe(allow);
    }

    [Theory]
    [InlineData("/api")]
    [InlineData("/api/microtask")]
    [InlineData("/api/microtasks/x/y")]
    [InlineData("/favicon.ico")]
    [InlineData("/a/b/../..//c%00d")]
    public async Task UnknownPath_Is404(string path)
    {
        using var response = await GetAsync(path);

        if (response.Content.Headers.ContentLength > 0) await ProblemAsync(response, 404, "unknown-route");
        else response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Head_EveryGetRoute_AnswersLikeGetWithoutBody()
    {
        foreach (var route in App.Services.GetRequiredService<AtomicRoutes>().All.Where(static route => route.Method == "GET"))
        {
            var path = route.Pattern.Replace("{id}", ScriptedService.FirstId);
            using var got = await GetAsync(path);
            using var request = new HttpRequestMessage(HttpMethod.Head, path);
            using var response = await Client.SendAsync(request);

            response.StatusCode.ShouldBe(got.StatusCode, path);
            response.Content.Headers.ContentLength.ShouldBe(got.Content.Headers.ContentLength, path);
            (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("")]
    public async Task AnyPath_RequestIdThatIsNone_GetsOne(string id)
    {
        using var response = await GetAsync("/healthz", ("x-request-id", id));

        var given = Header(response, "x-request-id").ShouldNotBeNull();
        given.ShouldNotBe(id);
        given.ShouldNotBeEmpty();
    }
}
