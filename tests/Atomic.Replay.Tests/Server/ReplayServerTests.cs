using System.Net;
using Atomic.Replay.Behaviours;
using Atomic.Replay.Recordings;
using Atomic.Replay.Server;

namespace Atomic.Replay.Tests.Server;

public sealed class ReplayServerTests
{
    [Fact]
    public async Task Models_RecordedAndAliases_AreListedExactly()
    {
        await using var fixture = await ReplayServerFixture.StartAsync(options => options with
        {
            Aliases = new Dictionary<string, string> { ["fast"] = "alpha" },
        });

        (await fixture.Client.GetStringAsync("v1/models")).ShouldBe(
            """{"object":"list","data":[{"id":"alpha","object":"model","created":1767323045,"owned_by":"atomic-replay"},{"id":"maker/beta","object":"model","created":1767323045,"owned_by":"atomic-replay"},{"id":"fast","object":"model","created":1767323045,"owned_by":"atomic-replay"}]}""");
    }

    [Theory]
    [InlineData("GET", "v1/unknown")]
    [InlineData("GET", "v1/chat/completions")]
    [InlineData("POST", "v1/models")]
    [InlineData("DELETE", "requests")]
    [InlineData("PUT", "behaviours")]
    public async Task Route_Unknown_Is404WithTheErrorBody(string method, string path)
    {
        await using var fixture = await ReplayServerFixture.StartAsync();

        using var response = await fixture.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).ShouldBe(
            """{"error":{"message":"Unknown request URL or method.","type":"invalid_request_error","param":null,"code":"unknown_url"}}""");
    }

    [Fact]
    public async Task StartAsync_PortTaken_ThrowsIOException()
    {
        await using var fixture = await ReplayServerFixture.StartAsync();

        await Should.ThrowAsync<IOException>(ReplayServer.StartAsync(
            new ReplayServerOptions { Recording = ReplayServerFixture.Recording, Port = fixture.Server.BaseUrl.Port }));
    }

    [Fact]
    public async Task DisposeAsync_Twice_IsFineAndFreesThePort()
    {
        await using var first = await ReplayServerFixture.StartAsync();
        var port = first.Server.BaseUrl.Port;

        await first.Server.DisposeAsync();
        await first.Server.DisposeAsync();

        await using var second = await ReplayServerFixture.StartAsync(options => options with { Port = port });
        second.Server.BaseUrl.ShouldBe(new Uri($"http://127.0.0.1:{port}/"));
    }

    [Fact]
    public async Task StartAsync_OptionsDoNotHold_ThrowsWithEveryProblem()
    {
        var options = new ReplayServerOptions
        {
            Recording = ReplayServerFixture.Recording,
            Port = 70_000,
            RequestLogCapacity = 0,
            RequestLogPath = "",
            Aliases = new Dictionary<string, string> { ["a"] = "gamma", ["alpha"] = "maker/beta" },
        };
        options.Behaviours["delta"] = ReplayBehaviour.Flawless;

        options.Validate().Count.ShouldBe(6);
        var error = await Should.ThrowAsync<ArgumentException>(ReplayServer.StartAsync(options));
        options.Validate().ShouldAllBe(problem => error.Message.Contains(problem));
    }

    [Fact]
    public void Validate_RecordingWithoutModels_SaysTheRemedy()
    {
        var market = new RecordedMarket { Name = "empty", Models = new Dictionary<string, RecordedModel>() };

        new ReplayServerOptions { Recording = new Recording(market, []) }.Validate()
            .ShouldBe(["The recording 'empty' has no models; use one with answers or labels, or synthesise answers."]);
    }
}
