using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Orchestration.Ports;
using static Atomic.Storage.Contracts.Scopes;

namespace Atomic.Storage.Sqlite.Tests.Stores;

/// <summary>A crash at any moment leaves a prefix of what the stores took, the same prefix in each of them.</summary>
public sealed class CrashTests : IDisposable
{
    private const string Kind = "email";
    private static readonly BudgetOptions Budget = new() { Name = "all", LimitUsd = 1e6 };

    private readonly OpenStores _running = new();

    public void Dispose() => _running.Dispose();

    [Fact]
    public async Task Crash_WhileOneFlowRuns_EveryStoreEndsAtTheSamePlace()
    {
        var stores = await _running.OpenAsync(Budget);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(() => WriteAsync(stores, 0, stop.Token), TestContext.Current.CancellationToken);
        try
        {
            for (var crash = 1; crash <= 12; crash++)
            {
                await ReachAsync(stores, crash * 40);
                using var copy = _running.Crash();
                await VerifyOneFlowAsync(copy);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await writing;
            await _running.CloseAsync();
        }
    }

    [Fact]
    public async Task Crash_WhileManyFlowsRun_SumsAndVersionsAgreeWithTheirRows()
    {
        var stores = await _running.OpenAsync(Budget);
        using var stop = new CancellationTokenSource();
        var writing = Task.WhenAll(Enumerable.Range(0, 6).Select(flow => Task.Run(() => WriteAsync(stores, flow, stop.Token))));
        try
        {
            for (var crash = 1; crash <= 12; crash++)
            {
                await ReachAsync(stores, crash * 120);
                using var copy = _running.Crash();
                await VerifySumsAsync(copy);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await writing;
            await _running.CloseAsync();
        }
    }

    /// <summary>The way of one microtask after the other, without ever waiting for the file.</summary>
    private static async Task WriteAsync(SqliteStores stores, int flow, CancellationToken stop)
    {
        for (var number = 1; !stop.IsCancellationRequested; number++)
        {
            var id = $"{flow}-{number}";
            await stores.Payloads.PutAsync(BitConverter.GetBytes(number), CancellationToken.None);
            await stores.Budgets.TryReserveAsync(id, Of(Kind), 0.002, CancellationToken.None);
            await stores.Budgets.SettleAsync(id, Of(Kind), 0.001, CancellationToken.None);
            await stores.TrackRecords.LearnAsync(
                id, Kind, new([new Observation { BidderId = "b", Outcome = AttemptOutcome.Succeeded, CostUsd = 0.001, Score = 1 }]), CancellationToken.None);
            await stores.Examples.AppendAsync(new VerifiedExample(id, Kind, "text", "label"), CancellationToken.None);

            // Memory, not the file, is the limit of a writer that never waits.
            if (number % 200 == 0)
                await stores.Barrier.WaitUntilDurableAsync(CancellationToken.None);
        }
    }

    private static async Task ReachAsync(SqliteStores stores, long version)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while ((await stores.TrackRecords.GetAsync(Kind, patience.Token)).Version < version)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static async Task VerifyOneFlowAsync(OpenStores copy)
    {
        var stores = await copy.OpenAsync(Budget);
        try
        {
            var record = await stores.TrackRecords.GetAsync(Kind, CancellationToken.None);
            var payloads = await copy.ReadNumberAsync("SELECT count(*) FROM payloads");
            var reserved = await copy.ReadNumberAsync("SELECT count(*) FROM budget_reservations");
            var settled = await copy.ReadNumberAsync("SELECT count(*) FROM budget_settled");
            var examples = await copy.ReadNumberAsync("SELECT count(*) FROM examples");

            // Each store is at this microtask or, in the order of the flow, one behind.
            long[] places = [payloads, settled + reserved, settled, record.Version, examples];
            places.ShouldBe(places.OrderDescending());
            (places[0] - places[^1]).ShouldBeLessThanOrEqualTo(1);
            record.Of("b").Attempts.ShouldBe(record.Version);
            (await stores.Budgets.ListAsync(null, CancellationToken.None))[0].SpentUsd.ShouldBe(settled * 0.001, 1e-9);

            // What the flow redelivers after the crash counts exactly where it did not before.
            var last = await stores.TrackRecords.LearnAsync($"0-{record.Version}", Kind, new([]), CancellationToken.None);
            last.Counted.ShouldBe(record.Version == 0);
            (await stores.TrackRecords.LearnAsync($"0-{record.Version + 1}", Kind, new([]), CancellationToken.None)).Counted.ShouldBeTrue();
        }
        finally
        {
            await copy.CloseAsync();
        }
    }

    private static async Task VerifySumsAsync(OpenStores copy)
    {
        var stores = await copy.OpenAsync(Budget);
        try
        {
            var record = await stores.TrackRecords.GetAsync(Kind, CancellationToken.None);
            record.Version.ShouldBe(await copy.ReadNumberAsync("SELECT count(*) FROM learned"));
            record.Of("b").Attempts.ShouldBe(record.Version);
            record.Of("b").Judged.ShouldBe(record.Version);

            var spent = await copy.ReadNumberAsync("SELECT spent FROM budget_accounts");
            spent.ShouldBe(await copy.ReadNumberAsync("SELECT sum(spent) FROM budget_settled"));
            var reserved = await copy.ReadNumberAsync("SELECT sum(amount) FROM budget_reservations");
            (await stores.Budgets.ListAsync(null, CancellationToken.None))[0].ReservedUsd.ShouldBe(reserved / 1e9, 1e-12);
            (await copy.ReadNumberAsync("SELECT count(*) FROM budget_reservations JOIN budget_settled USING(decision)")).ShouldBe(0);

            var examples = await copy.ReadNumberAsync("SELECT count(*) FROM examples");
            (await copy.ReadNumberAsync("SELECT last FROM example_logs")).ShouldBe(examples);
            (await copy.ReadNumberAsync("SELECT count(*) FROM example_learnings")).ShouldBe(examples);
            (await stores.Examples.AppendAsync(new VerifiedExample("after", Kind, "", ""), CancellationToken.None)).ShouldBe(examples + 1);
        }
        finally
        {
            await copy.CloseAsync();
        }
    }
}
