using System.Net;
using System.Text.Json;
using Atomic.Replay.Behaviours;

namespace Atomic.Replay.Tests.Server;

public sealed class FaultTests
{
    private static readonly string Question = ReplayServerFixture.Ask("Who won?");
    private static readonly string StreamQuestion = ReplayServerFixture.Ask("Who won?", more: ",\"stream\":true");

    [Fact]
    public async Task Error_Always_Is500WithTheErrorBody()
    {
        await using var fixture = await ReplayServerFixture.StartAsync(new ReplayBehaviour { ErrorRate = 1 });

        using var response = await fixture.PostAsync(Question);

        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await response.Content.ReadAsStringAsync()).ShouldBe(
            """{"error":{"message":"The server had an error while processing your request.","type":"server_error","param":null,"code":null}}""");
    }

    [Fact]
    public async Task RateLimit_Always_Is429AtOnceWithRetryAfter()
    {
        var clock = new ImmediateClock();
        await using var fixture = await ReplayServerFixture.StartAsync(
            new ReplayBehaviour { RateLimitRate = 1, RetryAfterSeconds = 7, LatencyMsP50 = 1000 }, clock);

        using var response = await fixture.PostAsync(Question);

        response.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
        (await response.Content.ReadAsStringAsync()).ShouldBe(
            """{"error":{"message":"Rate limit reached for requests. Please try again later.","type":"requests","param":null,"code":"rate_limit_exceeded"}}""");
        clock.Waits.ShouldBeEmpty();
    }

    [Fact]
    public async Task Hang_Always_LastsUntilTheClientGoesAway()
    {
        await using var fixture = await ReplayServerFixture.StartAsync(new ReplayBehaviour { HangRate = 1 });
        using var patience = new CancellationTokenSource();

        var hanging = fixture.PostAsync(Question, cancellationToken: patience.Token);
        await ReplayServerFixture.UntilAsync(() => fixture.Server.Requests.Count == 1);
        hanging.IsCompleted.ShouldBeFalse();
        fixture.Server.InFlight.ShouldBe(1);
        fixture.Server.Requests[0].Status.ShouldBe(0);

        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(hanging);
        await ReplayServerFixture.UntilAsync(() => fixture.Server.InFlight == 0);
        (await fixture.Client.GetStringAsync("healthz")).ShouldBe("""{"status":"ok"}""");
    }

    [Fact]
    public async Task Hang_ServerStops_EndsTheConnection()
    {
        await using var fixture = await ReplayServerFixture.StartAsync(new ReplayBehaviour { HangRate = 1 });

        var hanging = fixture.PostAsync(Question);
        await ReplayServerFixture.UntilAsync(() => fixture.Server.Requests.Count == 1);
        await fixture.Server.DisposeAsync();

        await Should.ThrowAsync<HttpRequestException>(hanging);
    }

    [Fact]
    public async Task MalformedOutput_BothForms_AreValidCompletionsWithoutTheAnswerAlone()
    {
        await using var fixture = await ReplayServerFixture.StartAsync(new ReplayBehaviour { MalformedOutputRate = 1 });

        var contents = new HashSet<string>();
        for (var i = 0; i < 20; i++)
        {
            using var json = JsonDocument.Parse(await fixture.PostForTextAsync(Question));
            contents.Add(json.RootElement.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!);
        }

        contents.Order(StringComparer.Ordinal).ShouldBe(
        [
            "Sure, happy to help! I would say the answer is The red team — 3:1, though it depends on what you are after.",
            "{\"answer\": \"The red t",
        ]);
    }

    [Fact]
    public async Task MalformedBody_BothForms_AreNotJson()
    {
        await using var fixture = await ReplayServerFixture.StartAsync(new ReplayBehaviour { MalformedBodyRate = 1 });

        var bodies = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            using var response = await fixture.PostAsync(Question);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            bodies.Add(await response.Content.ReadAsStringAsync());
        }

        bodies.ShouldAllBe(body => !IsJson(body));
        bodies.ShouldContain(body => body.StartsWith("<html>", StringComparison.Ordinal));
        bodies.ShouldContain(body => body.StartsWith("{\"id\":\"chatcmpl-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task MalformedBody_OfAStream_NeverReachesDone()
    {
        await using var fixture = await ReplayServerFixture.StartAsync(new ReplayBehaviour { MalformedBodyRate = 1 });

        var bodies = new List<string>();
        for (var i = 0; i < 20; i++)
            bodies.Add(await fixture.PostForTextAsync(StreamQuestion));

        bodies.ShouldAllBe(body => body.StartsWith("data: ", StringComparison.Ordinal) && !body.Contains("[DONE]", StringComparison.Ordinal));
        bodies.ShouldContain(body => body.StartsWith("data: <html>", StringComparison.Ordinal));
        bodies.ShouldContain(body => body.StartsWith("data: {\"id\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Faults_SameSeed_FallOnTheSameRequests()
    {
        var first = await StatusesAsync(seed: 5);
        var again = await StatusesAsync(seed: 5);
        var other = await StatusesAsync(seed: 6);

        again.ShouldBe(first);
        other.ShouldNotBe(first);
        first.Count(status => status == 500).ShouldBeInRange(10, 35);
        first.Count(status => status == 429).ShouldBeInRange(10, 35);
    }

    [Fact]
    public async Task Faults_SameKeysInAnotherOrder_FallOnTheSameKeys()
    {
        var keys = Enumerable.Range(0, 60).Select(number => $"key-{number}").ToList();

        var first = await StatusByKeyAsync(keys);
        keys.Reverse();
        var again = await StatusByKeyAsync(keys);

        again.OrderBy(pair => pair.Key, StringComparer.Ordinal).ShouldBe(first.OrderBy(pair => pair.Key, StringComparer.Ordinal));
        first.Values.Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Faults_RetryUnderTheSameKey_CanFareBetter()
    {
        await using var fixture = await ReplayServerFixture.StartAsync(new ReplayBehaviour { ErrorRate = 0.5 });

        for (var i = 0; i < 64; i++)
            await fixture.PostForTextAsync(Question, "one key");

        fixture.Server.Requests.Count(request => request.Status == 500).ShouldBeInRange(16, 48);
    }

    private static async Task<List<int>> StatusesAsync(ulong seed)
    {
        await using var fixture = await ReplayServerFixture.StartAsync(new ReplayBehaviour { ErrorRate = 0.2, RateLimitRate = 0.2 }, seed: seed);
        for (var i = 0; i < 100; i++)
            await fixture.PostForTextAsync(Question);
        return [.. fixture.Server.Requests.Select(request => request.Status)];
    }

    private static async Task<Dictionary<string, int>> StatusByKeyAsync(List<string> keys)
    {
        await using var fixture = await ReplayServerFixture.StartAsync(new ReplayBehaviour { ErrorRate = 0.5 });
        foreach (var key in keys)
            await fixture.PostForTextAsync(Question, key);
        return fixture.Server.Requests.ToDictionary(request => request.IdempotencyKey!, request => request.Status);
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
