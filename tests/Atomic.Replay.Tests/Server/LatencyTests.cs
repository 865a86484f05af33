using Atomic.Replay.Behaviours;

namespace Atomic.Replay.Tests.Server;

public sealed class LatencyTests
{
    private static readonly string Question = ReplayServerFixture.Ask("Who won?");

    [Fact]
    public async Task Latency_NoneSet_TakesNoTimer()
    {
        var clock = new ImmediateClock();
        await using var fixture = await ReplayServerFixture.StartAsync(new ReplayBehaviour { MalformedOutputRate = 0.5 }, clock);

        for (var i = 0; i < 10; i++)
            await fixture.PostForTextAsync(Question);

        clock.Waits.ShouldBeEmpty();
    }

    [Fact]
    public async Task Latency_FixedAndPerToken_WaitsForTheSum()
    {
        var clock = new ImmediateClock();
        await using var fixture = await ReplayServerFixture.StartAsync(new ReplayBehaviour { LatencyMsP50 = 100, LatencyMsPerOutputToken = 5 }, clock);

        await fixture.PostForTextAsync(Question);

        clock.Waits.ShouldBe([TimeSpan.FromMilliseconds(130)]);
    }

    [Fact]
    public async Task Latency_TwoPercentiles_AreThoseOfTheWaits()
    {
        var clock = new ImmediateClock();
        await using var fixture = await ReplayServerFixture.StartAsync(new ReplayBehaviour { LatencyMsP50 = 100, LatencyMsP95 = 400 }, clock);

        for (var i = 0; i < 1000; i++)
            await fixture.PostForTextAsync(Question);

        var sorted = clock.Waits.Select(wait => wait.TotalMilliseconds).Order().ToList();
        sorted[500].ShouldBeInRange(90, 110);
        sorted[950].ShouldBeInRange(340, 460);
    }

    [Fact]
    public async Task Latency_SameSeed_IsTheSame()
    {
        var first = await WaitsAsync(errorRate: 0);
        var again = await WaitsAsync(errorRate: 0);
        var withFaults = await WaitsAsync(errorRate: 0.5);

        again.ShouldBe(first);
        withFaults.ShouldBe(first);
    }

    [Fact]
    public async Task Latency_RecordedOneUsed_IsTheAnswersOrElseTheMarkets()
    {
        var clock = new ImmediateClock();
        await using var fixture = await ReplayServerFixture.StartAsync(options => options with { UseRecordedLatency = true, TimeProvider = clock });

        await fixture.PostForTextAsync(Question);
        await fixture.PostForTextAsync(ReplayServerFixture.Ask("Silent?"));
        await fixture.PostForTextAsync(ReplayServerFixture.Ask("Who won?", "maker/beta"));

        clock.Waits.Select(wait => wait.TotalMilliseconds).ShouldBe([123, 50]);
    }

    private static async Task<List<TimeSpan>> WaitsAsync(double errorRate)
    {
        var clock = new ImmediateClock();
        await using var fixture = await ReplayServerFixture.StartAsync(
            new ReplayBehaviour { LatencyMsP50 = 100, LatencyMsP95 = 400, ErrorRate = errorRate }, clock);
        for (var i = 0; i < 30; i++)
            await fixture.PostForTextAsync(Question);
        return [.. clock.Waits];
    }
}
