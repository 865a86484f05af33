using System.Diagnostics;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Providers.Tests.Fixtures;
using Atomic.Replay.Behaviours;
using Atomic.Replay.Recordings;
using Atomic.Replay.Server;

namespace Atomic.Providers.Tests.Replayed;

/// <summary>The whole way over real HTTP, against a server that speaks the protocol and misbehaves on order.</summary>
public sealed class ReplayedModelTests
{
    private const string Model = "small-7b";
    private const string Input = "Where is my parcel?";

    [Fact]
    public async Task ExecuteAsync_Flawless_GivesTheRecordedAnswerAndUsageUnderItsKey()
    {
        await using var server = await StartAsync(ReplayBehaviour.Flawless);
        using var market = Market(server);

        var reply = await market.ExecuteAsync(TestMarket.Call(key: "mt-77:0"));

        (reply.Outcome, reply.Text, reply.InputTokens, reply.OutputTokens, reply.Requests).ShouldBe((AttemptOutcome.Succeeded, "shipping — Größe", 12, 3, 1));
        var logged = server.Requests.ShouldHaveSingleItem();
        (logged.Model, logged.IdempotencyKey, logged.Status).ShouldBe((Model, "mt-77:0", 200));
    }

    [Theory]
    [InlineData(1, 0, 0, AttemptOutcome.ServerError)]
    [InlineData(0, 1, 0, AttemptOutcome.MalformedResponse)]
    [InlineData(0, 0, 1, AttemptOutcome.RateLimited)]
    public async Task ExecuteAsync_Misbehaving_IsToldAsItsOutcome(double errors, double malformed, double rateLimits, AttemptOutcome outcome)
    {
        await using var server = await StartAsync(
            new ReplayBehaviour { ErrorRate = errors, MalformedBodyRate = malformed, RateLimitRate = rateLimits, RetryAfterSeconds = 60 });
        using var market = Market(server);

        var reply = await market.ExecuteAsync();

        reply.Outcome.ShouldBe(outcome);
        server.Requests.Count.ShouldBe(reply.Requests);
        NoBidReason? reason = outcome == AttemptOutcome.RateLimited ? NoBidReason.RateLimited : null;
        ((await market.BidAsync()).NoBid?.Reason).ShouldBe(reason);
    }

    [Fact]
    public async Task ExecuteAsync_ServerHangs_TimesOutAndLetsGoOfTheConnection()
    {
        await using var server = await StartAsync(new ReplayBehaviour { HangRate = 1 });
        using var market = Market(server);
        var clock = Stopwatch.StartNew();

        var reply = await market.ExecuteAsync(TestMarket.Call(seconds: 0.3));

        (reply.Outcome, reply.Requests).ShouldBe((AttemptOutcome.TimedOut, 1));
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        await Conditions.UntilAsync(() => server.InFlight == 0);
    }

    [Fact]
    public async Task ExecuteAsync_UnknownModel_IsRejected()
    {
        await using var server = await StartAsync(ReplayBehaviour.Flawless);
        using var market = new TestMarket(null, endpoint: options => options.BaseUrl = server.BaseUrl + "v1", bidder: static options => options.Model = "absent");

        (await market.ExecuteAsync()).Outcome.ShouldBe(AttemptOutcome.Rejected);
    }

    [Fact]
    public async Task ExecuteAsync_ManyAtOnceOverFewConnections_AllAnswer()
    {
        await using var server = await StartAsync(ReplayBehaviour.Flawless);
        using var market = new TestMarket(null, endpoint: options => (options.BaseUrl, options.MaxConcurrency) = (server.BaseUrl + "v1", 4));

        var replies = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => market.ExecuteAsync(TestMarket.Call(key: $"key-{number}"))));

        replies.ShouldAllBe(static reply => reply.Outcome == AttemptOutcome.Succeeded);
        server.Requests.Select(static request => request.IdempotencyKey).Distinct().Count().ShouldBe(200);
    }

    private static TestMarket Market(ReplayServer server) => new(null, endpoint: options => options.BaseUrl = server.BaseUrl + "v1");

    private static Task<ReplayServer> StartAsync(ReplayBehaviour behaviour)
    {
        var recorded = new RecordedMarket { Name = "one", Models = new Dictionary<string, RecordedModel> { [Model] = new() } };
        var task = new RecordedTask
        {
            Id = "1", Kind = "routing", Input = Input, Answers = new Dictionary<string, RecordedAnswer> { [Model] = new("shipping — Größe", true, 12, 3) },
        };
        var options = new ReplayServerOptions { Recording = new Recording(recorded, [task]) };
        options.Behaviours.Set(Model, behaviour);
        return ReplayServer.StartAsync(options);
    }
}
