using System.Net;
using Atomic.Core.Decisions;
using Atomic.Core.Errors;
using Atomic.Providers.Resilience;
using Atomic.Providers.Tests.Fixtures;

namespace Atomic.Providers.Tests.Resilience;

/// <summary>No key leaves for another host than the configured one.</summary>
public sealed class ConfiguredHostTests
{
    [Theory]
    [InlineData("https://api.contoso.com/v1/chat/completions")]
    [InlineData("https://API.contoso.com:443/other")]
    public async Task SendAsync_ConfiguredHost_IsSent(string url)
    {
        var transport = new RecordedTransport().Then(HttpStatusCode.OK, "");
        using var client = Client(transport);

        (await client.GetAsync(new Uri(url))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("http://api.contoso.com/v1")]
    [InlineData("https://api.contoso.com:8443/v1")]
    [InlineData("https://evil.example/v1")]
    [InlineData("https://api.contoso.com.evil.example/v1")]
    [InlineData("https://api.contoso.com@evil.example/v1")]
    [InlineData("https://evil@api.contoso.com/v1")]
    [InlineData("https://169.254.169.254/metadata")]
    [InlineData("https://[::1]/v1")]
    public async Task SendAsync_AnyOther_IsRefusedAndNothingIsSent(string url)
    {
        var transport = new RecordedTransport().Then(HttpStatusCode.OK, "");
        using var client = Client(transport);

        var refusal = await Should.ThrowAsync<AtomicException>(() => client.GetAsync(new Uri(url)));

        refusal.Code.ShouldBe(ErrorCodes.InvalidConfiguration);
        refusal.Message.ShouldNotContain("evil");
        transport.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task ExecuteAsync_EndpointRedirectsElsewhere_IsNotFollowed()
    {
        await using var other = new LoopbackServer(static () => LoopbackServer.Http("200 OK", Completion.Of()));
        await using var server = new LoopbackServer(() => LoopbackServer.Http("307 Temporary Redirect", "", $"Location: {other.BaseUrl}/chat/completions\r\n"));
        using var market = new TestMarket(null, endpoint: options => options.BaseUrl = server.BaseUrl);

        var reply = await market.ExecuteAsync();

        reply.Outcome.ShouldBe(AttemptOutcome.Rejected);
        reply.Detail.ShouldBe("Model 'small-7b' at endpoint 'gpu' redirects elsewhere (HTTP 307), which is never followed; set Atomic:Market:Endpoints:gpu:BaseUrl to the final URL.");
        server.Connections.ShouldBe(1);
        other.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task ExecuteAsync_OverRealSockets_Answers()
    {
        await using var server = new LoopbackServer(static () => LoopbackServer.Http("200 OK", Completion.Of()));
        using var market = new TestMarket(null, endpoint: options => options.BaseUrl = server.BaseUrl);

        (await market.ExecuteAsync()).Text.ShouldBe("shipping");
    }

    private static HttpClient Client(HttpMessageHandler transport) =>
        new(new ConfiguredHostHandler("contoso", new Uri("https://api.contoso.com/v1")) { InnerHandler = transport });
}
