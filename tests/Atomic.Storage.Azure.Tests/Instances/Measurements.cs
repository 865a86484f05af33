using System.Diagnostics;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Orchestration.Ports;
using Atomic.Storage.Azure.Tests.Stores;
using Atomic.Testing.Azurite;
using static Atomic.Storage.Contracts.Scopes;

namespace Atomic.Storage.Azure.Tests.Instances;

/// <summary>
/// The figures of docs/decisions/0008-azure-tables-layout.md. Not part of a run of all tests; repeat them with
/// <c>dotnet run --project tests/Atomic.Storage.Azure.Tests -- -explicit only -diagnostics</c>.
/// </summary>
public sealed class Measurements(AzuriteFixture azurite)
{
    private const int Callers = 64;
    private const int Instances = 16;

    private static readonly BudgetOptions[] s_budgets = [new() { Name = "all", LimitUsd = 1e6 }, new() { Name = "emails", Kind = "email", LimitUsd = 1e6 }];

    private readonly OpenAccount _account = new(azurite);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task OneAtATime_Latency()
    {
        const int Microtasks = 400;
        var stores = await _account.OpenAsync(s_budgets);
        var (tightest, reserve, settle, learn, both) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var index = 0; index < Microtasks; index++)
        {
            var id = $"m{index}";
            tightest.Add(await TimeAsync(async () => await stores.Budgets.GetTightestAsync(Of("email"), Cancellation)));
            reserve.Add(await TimeAsync(async () => await stores.Budgets.TryReserveAsync(id, Of("email"), 0.01, Cancellation)));
            settle.Add(await TimeAsync(async () => await stores.Budgets.SettleAsync(id, Of("email"), 0.005, Cancellation)));
            learn.Add(await TimeAsync(async () => await stores.TrackRecords.LearnAsync(id, "email", new([Observed(index)]), Cancellation)));
            both.Add(settle[^1] + learn[^1]);
        }

        Say("tightest budget", tightest);
        Say("reservation of an award, two budgets", reserve);
        Say("settlement in the budgets", settle);
        Say("settlement in the track record", learn);
        Say("settlement, both", both);
        both.ShouldAllBe(static milliseconds => milliseconds > 0);
    }

    [Fact(Explicit = true)]
    public async Task SixtyFourCallers_LearningsPerSecond()
    {
        const int Learnings = 3_200;
        var together = await _account.OpenAsync();
        var shared = await RateAsync(Learnings, (index, _) => together.TrackRecords.LearnAsync($"s{index}", "shared", new([Observed(index)]), Cancellation).AsTask());
        var alone = await Task.WhenAll(Enumerable.Range(0, Instances).Select(_ => _account.OpenAsync()));
        var each = await RateAsync(
            Learnings / 8, (index, caller) => alone[caller % Instances].TrackRecords.LearnAsync($"a{index}", "alone", new([Observed(index)]), Cancellation).AsTask());

        TestContext.Current.SendDiagnosticMessage("learnings of one kind, {0} callers: {1:0}/s in one instance, {2:0}/s over {3} instances", Callers, shared, each, Instances);
        shared.ShouldBeGreaterThan(each);
    }

    [Fact(Explicit = true)]
    public async Task SixtyFourCallers_ReservationsPerSecond()
    {
        var stores = await _account.OpenAsync(s_budgets);
        var rate = await RateAsync(3_200, (index, _) => stores.Budgets.TryReserveAsync($"d{index}", Of("email"), 0.01, Cancellation).AsTask());
        TestContext.Current.SendDiagnosticMessage("reservations in two budgets, {0} callers: {1:0}/s", Callers, rate);
        rate.ShouldBeGreaterThan(0);
    }

    private static Observation Observed(int index) =>
        new() { BidderId = $"b{index % 5}", Outcome = AttemptOutcome.Succeeded, LatencySeconds = 0.5, OutputTokens = 40, CostUsd = 0.001 };

    private static async Task<double> TimeAsync(Func<Task> actAsync)
    {
        var start = Stopwatch.GetTimestamp();
        await actAsync();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static async Task<double> RateAsync(int count, Func<int, int, Task> actAsync)
    {
        var next = -1;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
        {
            while (Interlocked.Increment(ref next) is var index && index < count)
                await actAsync(index, caller);
        }));
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Say(string what, List<double> milliseconds)
    {
        // The first ones warm up code and connections.
        var sorted = milliseconds.Skip(50).Order().ToList();
        TestContext.Current.SendDiagnosticMessage("{0}: p50 {1:0.0} ms, p95 {2:0.0} ms", what, sorted[sorted.Count / 2], sorted[sorted.Count * 95 / 100]);
    }
}
