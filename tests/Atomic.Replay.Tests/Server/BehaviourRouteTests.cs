using System.Net;
using System.Text;
using Atomic.Replay.Behaviours;

namespace Atomic.Replay.Tests.Server;

public sealed class BehaviourRouteTests
{
    private static readonly string Question = ReplayServerFixture.Ask("Who won?", "maker/beta");

    [Theory]
    [InlineData("behaviours/maker/beta")]
    [InlineData("behaviours/maker%2Fbeta")]
    public async Task Put_WhileRunning_ChangesTheModelUntilPutAgain(string path)
    {
        await using var fixture = await ReplayServerFixture.StartAsync();

        using (var put = await PutAsync(fixture, path, """{"errorRate":1}"""))
        {
            put.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await put.Content.ReadAsStringAsync()).ShouldBe(
                """{"latencyMsP50":0,"latencyMsP95":0,"latencyMsPerOutputToken":0,"errorRate":1,"rateLimitRate":0,"retryAfterSeconds":1,"malformedOutputRate":0,"malformedBodyRate":0,"hangRate":0}""");
        }

        await fixture.PostForTextAsync(Question);
        await fixture.PostForTextAsync(ReplayServerFixture.Ask("Who won?"));
        using (await PutAsync(fixture, path, "{}"))
            await fixture.PostForTextAsync(Question);

        fixture.Server.Requests.Select(request => request.Status).ShouldBe([500, 200, 200]);
    }

    [Fact]
    public async Task Get_SetInProcess_ShowsIt()
    {
        var behaviours = new ReplayBehaviours();
        await using var fixture = await ReplayServerFixture.StartAsync(options => options with { Behaviours = behaviours });

        behaviours["alpha"] = new ReplayBehaviour { HangRate = 0.25 };

        (await fixture.Client.GetStringAsync("behaviours/alpha")).ShouldContain("\"hangRate\":0.25");
    }

    [Fact]
    public async Task Alias_WithoutABehaviourOfItsOwn_BehavesAsTheModel()
    {
        await using var fixture = await ReplayServerFixture.StartAsync(options =>
        {
            options.Behaviours["maker/beta"] = new ReplayBehaviour { ErrorRate = 1 };
            options.Behaviours["own"] = new ReplayBehaviour { RateLimitRate = 1 };
            return options with { Aliases = new Dictionary<string, string> { ["own"] = "maker/beta", ["same"] = "maker/beta" } };
        });

        await fixture.PostForTextAsync(ReplayServerFixture.Ask("Who won?", "own"));
        await fixture.PostForTextAsync(ReplayServerFixture.Ask("Who won?", "same"));

        fixture.Server.Requests.Select(request => request.Status).ShouldBe([429, 500]);
    }

    [Theory]
    [InlineData("behaviours/alpha", """{"errorRat":1}""", HttpStatusCode.BadRequest, "errorRat")]
    [InlineData("behaviours/alpha", """{"errorRate":1.5}""", HttpStatusCode.BadRequest, "ErrorRate is 1.5")]
    [InlineData("behaviours/alpha", """{"errorRate":0.6,"hangRate":0.6}""", HttpStatusCode.BadRequest, "add up to 1.2")]
    [InlineData("behaviours/alpha", """{"errorRate":""", HttpStatusCode.BadRequest, "invalid_value")]
    [InlineData("behaviours/alpha", "null", HttpStatusCode.BadRequest, "send an object")]
    [InlineData("behaviours/gamma", "{}", HttpStatusCode.NotFound, "model_not_found")]
    public async Task Put_Defective_IsRefusedAndChangesNothing(string path, string body, HttpStatusCode status, string says)
    {
        await using var fixture = await ReplayServerFixture.StartAsync();

        using var response = await PutAsync(fixture, path, body);

        response.StatusCode.ShouldBe(status);
        (await response.Content.ReadAsStringAsync()).ShouldContain(says);
        await fixture.PostForTextAsync(ReplayServerFixture.Ask("Who won?"));
        fixture.Server.Requests[0].Status.ShouldBe(200);
    }

    private static Task<HttpResponseMessage> PutAsync(ReplayServerFixture fixture, string path, string body) =>
        fixture.Client.PutAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));
}
