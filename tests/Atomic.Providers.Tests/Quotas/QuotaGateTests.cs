using Atomic.Providers.Quotas;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Atomic.Providers.Tests.Quotas;

public sealed class QuotaGateTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task TakeAsync_RoomForTwo_LetsTheThirdInWhenOneEnds()
    {
        var gate = new QuotaGate(new FakeTimeProvider(Start));
        Quota[] quotas = [Own(concurrency: 2)];
        var first = await TakeAsync(gate, quotas);
        (await TakeAsync(gate, quotas)).ShouldNotBeNull();

        gate.Shortage(quotas, 0).ShouldBe(new QuotaShortage("its own quota of 2 calls at once (MaxConcurrency)", null));
        var third = TakeAsync(gate, quotas);
        third.IsCompleted.ShouldBeFalse();
        first!.End(null);

        (await third).ShouldNotBeNull();
    }

    [Fact]
    public async Task TakeAsync_NoRoomWithinTheWait_TellsWhatIsMissingAndLeavesTheRow()
    {
        var time = new FakeTimeProvider(Start);
        var gate = new QuotaGate(time);
        Quota[] quotas = [Own(concurrency: 1)];
        var holder = await TakeAsync(gate, quotas);

        var waiting = gate.TakeAsync(quotas, 0, TimeSpan.FromSeconds(2), CancellationToken.None).AsTask();
        time.Advance(TimeSpan.FromSeconds(2));
        var (lease, shortage) = await waiting;

        lease.ShouldBeNull();
        shortage.What.ShouldBe("its own quota of 1 calls at once (MaxConcurrency)");
        holder!.End(null);
        gate.Shortage(quotas, 0).ShouldBeNull("who gave up holds nothing");
    }

    [Fact]
    public async Task TakeAsync_Cancelled_GivesUpAndHoldsNothing()
    {
        var gate = new QuotaGate(new FakeTimeProvider(Start));
        Quota[] quotas = [Own(concurrency: 1)];
        var holder = await TakeAsync(gate, quotas);
        using var gone = new CancellationTokenSource();

        var waiting = gate.TakeAsync(quotas, 0, TimeSpan.FromSeconds(2), gone.Token).AsTask();
        await gone.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(waiting);
        holder!.End(null);
        gate.Shortage(quotas, 0).ShouldBeNull();
    }

    [Fact]
    public async Task Shortage_RequestsOfTheMinuteUsedUp_TellsWhenTheFirstOfThemIsAMinuteOld()
    {
        var time = new FakeTimeProvider(Start);
        var gate = new QuotaGate(time);
        Quota[] quotas = [Own(requests: 2)];
        (await TakeAsync(gate, quotas))!.End(null);
        time.Advance(TimeSpan.FromSeconds(10));
        (await TakeAsync(gate, quotas))!.End(null);

        gate.Shortage(quotas, 0).ShouldBe(new QuotaShortage("its own quota of 2 requests a minute (RequestsPerMinute)", Start.AddSeconds(60)));
        (await gate.TakeAsync(quotas, 0, TimeSpan.FromSeconds(2), CancellationToken.None)).Lease.ShouldBeNull("a minute is not waited for");
        time.Advance(TimeSpan.FromSeconds(49.999));
        gate.Shortage(quotas, 0).ShouldNotBeNull();
        time.Advance(TimeSpan.FromSeconds(0.001));
        gate.Shortage(quotas, 0).ShouldBeNull();
    }

    [Fact]
    public async Task TakeAsync_MinutePassesWithinTheWait_LetsThrough()
    {
        var time = new FakeTimeProvider(Start);
        var gate = new QuotaGate(time);
        Quota[] quotas = [Own(requests: 1)];
        (await TakeAsync(gate, quotas))!.End(null);
        time.Advance(TimeSpan.FromSeconds(59));

        var waiting = TakeAsync(gate, quotas);
        waiting.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(1));

        (await waiting).ShouldNotBeNull();
    }

    [Fact]
    public async Task End_FewerTokensThanExpected_GivesTheRestBack()
    {
        var gate = new QuotaGate(new FakeTimeProvider(Start));
        Quota[] quotas = [Own(tokens: 100)];
        var lease = await TakeAsync(gate, quotas, tokens: 90);

        gate.Shortage(quotas, 20)!.Value.Until.ShouldBe(Start.AddMinutes(1));
        lease!.End(actual: 80);
        gate.Shortage(quotas, 20).ShouldBeNull();
        gate.Shortage(quotas, 21).ShouldNotBeNull();
    }

    [Fact]
    public async Task Shortage_MoreThanAMinutesTokens_NeverFits()
    {
        var gate = new QuotaGate(new FakeTimeProvider(Start));
        Quota[] quotas = [Own(tokens: 100)];

        gate.Shortage(quotas, 101).ShouldBe(new QuotaShortage("its own quota of 100 tokens a minute (TokensPerMinute), as this alone takes 101", null));
        (await gate.TakeAsync(quotas, 101, TimeSpan.FromSeconds(2), CancellationToken.None)).Lease.ShouldBeNull();
    }

    [Fact]
    public async Task TryRepeat_RetryWithoutRoom_IsRefused()
    {
        var gate = new QuotaGate(new FakeTimeProvider(Start));
        Quota[] quotas = [Own(requests: 2)];
        var lease = await TakeAsync(gate, quotas);

        lease!.TryRepeat().ShouldBeTrue();
        lease.TryRepeat().ShouldBeFalse();
    }

    [Fact]
    public async Task TakeAsync_OwnAndSharedQuota_BothHold()
    {
        var gate = new QuotaGate(new FakeTimeProvider(Start));
        var shared = new Quota(new QuotaLimits(2, null, null), "its endpoint's", "PerModel");
        Quota[] one = [Own(concurrency: 1), shared];
        Quota[] other = [shared];
        (await TakeAsync(gate, one)).ShouldNotBeNull();

        gate.Shortage(one, 0)!.Value.What.ShouldContain("its own");
        (await TakeAsync(gate, other)).ShouldNotBeNull();
        gate.Shortage(other, 0).ShouldBe(new QuotaShortage("its endpoint's quota of 2 calls at once (MaxConcurrencyPerModel)", null));
    }

    [Fact]
    public void TakeAsync_AnyCallsAtAnyTime_NeverExceedsAnyLimitInAnyMinute() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 6], Gen.Int[20, 100], Gen.Select(Gen.Int[0, 20_000], Gen.Int[1, 30], Gen.Int[0, 30], Gen.Bool).Array[1, 60]).Sample(
            static (concurrency, requests, tokens, steps) =>
            {
                var time = new FakeTimeProvider(Start);
                var gate = new QuotaGate(time);
                Quota[] quotas = [new(new QuotaLimits(concurrency, requests, tokens), "its own", "")];
                var inFlight = new Queue<(QuotaLease Lease, Sent Sent)>();
                var sent = new List<Sent>();
                foreach (var (passed, expected, actual, ends) in steps)
                {
                    time.Advance(TimeSpan.FromMilliseconds(passed));
                    if (ends && inFlight.TryDequeue(out var oldest))
                    {
                        oldest.Sent.Tokens = Math.Min(actual, oldest.Sent.Tokens);
                        oldest.Lease.End(oldest.Sent.Tokens);
                    }

                    var (lease, _) = gate.TakeAsync(quotas, expected, TimeSpan.Zero, CancellationToken.None).AsTask().GetAwaiter().GetResult();
                    if (lease is null)
                        continue;
                    var request = new Sent(time.GetUtcNow()) { Tokens = expected };
                    sent.Add(request);
                    inFlight.Enqueue((lease, request));
                    var minute = sent.Where(earlier => earlier.At > time.GetUtcNow() - TimeSpan.FromMinutes(1)).ToList();
                    if (inFlight.Count > concurrency || minute.Count > requests || minute.Sum(static earlier => earlier.Tokens) > tokens)
                        return false;
                }

                return true;
            },
            iter: 500);

    [Fact]
    public async Task TakeAsync_ManyThreads_NeverMoreAtOnceThanAllowedAndAllGetThrough()
    {
        var gate = new QuotaGate(TimeProvider.System);
        Quota[] quotas = [Own(concurrency: 3)];
        var (now, most) = (0, 0);

        await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Task.Run(async () =>
        {
            var (lease, _) = await gate.TakeAsync(quotas, 0, TimeSpan.FromSeconds(30), CancellationToken.None);
            lease.ShouldNotBeNull();
            InterlockedMax(ref most, Interlocked.Increment(ref now));
            await Task.Yield();
            Interlocked.Decrement(ref now);
            lease.End(null);
        })));

        // How many of them met is the scheduler's to say; that as many as allowed may hold at once is tried above, one by one.
        most.ShouldBeInRange(1, 3);
        gate.Shortage(quotas, 0).ShouldBeNull();
    }

    private static Quota Own(int? concurrency = null, int? requests = null, int? tokens = null) => new(new QuotaLimits(concurrency, requests, tokens), "its own", "");

    private static async Task<QuotaLease?> TakeAsync(QuotaGate gate, Quota[] quotas, int tokens = 0) =>
        (await gate.TakeAsync(quotas, tokens, TimeSpan.FromSeconds(2), CancellationToken.None)).Lease;

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
            Interlocked.CompareExchange(ref most, value, seen);
    }

    private sealed class Sent(DateTimeOffset at)
    {
        public DateTimeOffset At => at;

        public int Tokens { get; set; }
    }
}
