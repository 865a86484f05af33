using System.Globalization;
using Atomic.Core.Decisions;
using Atomic.Core.Errors;
using Atomic.Core.Learning;
using Atomic.Orchestration.Ports;
using Atomic.Storage.Sqlite.Tests.Database;
using static Atomic.Storage.Contracts.Scopes;

namespace Atomic.Storage.Sqlite.Tests.Stores;

public sealed class SqliteStoresTests : IAsyncLifetime
{
    private static readonly BudgetOptions Budget = new() { Name = "all", LimitUsd = 100 };

    private readonly OpenStores _files = new();
    private Microsoft.Data.Sqlite.SqliteConnection? _writing;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _files.CloseAsync();
        _files.Dispose();
    }

    [Fact]
    public async Task Budgets_NoneForTheKind_WriteNothing()
    {
        var stores = await _files.OpenAsync(new BudgetOptions { Name = "emails", Kind = "email", LimitUsd = 1 });
        var before = _files.Database!.LastTicket;
        (await stores.Budgets.TryReserveAsync("d", Of("review"), 5, Cancellation)).ShouldBeTrue();
        await stores.Budgets.SettleAsync("d", Of("review"), 5, Cancellation);
        (await stores.Budgets.TryReserveAsync("d", Of("email"), 0, Cancellation)).ShouldBeTrue();
        (await stores.Budgets.TryReserveAsync("d", Of("email"), 2, Cancellation)).ShouldBeFalse();
        _files.Database.LastTicket.ShouldBe(before);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData(" ", 1)]
    [InlineData("all", -1)]
    [InlineData("all", double.NaN)]
    [InlineData("all", double.PositiveInfinity)]
    public async Task OpenAsync_UnusableBudget_Refused(string name, double limit)
    {
        var refusal = await Should.ThrowAsync<AtomicException>(() => _files.OpenAsync(new BudgetOptions { Name = name, LimitUsd = limit }));
        refusal.Code.ShouldBe(ErrorCodes.InvalidConfiguration);
    }

    [Fact]
    public async Task OpenAsync_TwoBudgetsOfOneName_Refused() =>
        (await Should.ThrowAsync<AtomicException>(() => _files.OpenAsync(Budget, Budget))).Message.ShouldContain("all");

    [Fact]
    public async Task LearnAsync_ManyInOneGroup_WriteEachRowOnceAndAgree()
    {
        var stores = await _files.OpenAsync();
        var gate = new TemporaryDatabase.Gate();
        _files.Database!.Join(gate);
        gate.Close();
        await stores.Payloads.PutAsync(new byte[] { 1 }, Cancellation);
        (await gate.ArrivedAsync()).ShouldBeTrue();
        for (var index = 0; index < 500; index++)
            await stores.TrackRecords.LearnAsync($"id-{index}", "email", new([new Observation { BidderId = $"b{index % 2}", Score = 1 }]), Cancellation);
        long changes = 0;
        long Total() => SQLitePCL.raw.sqlite3_total_changes(_writing!.Handle);
        _files.Database.Enqueue(new TemporaryDatabase.Change(statements =>
        {
            _writing = statements.Get("SELECT 1").Connection;
            changes = Total();
        }));
        gate.Open();
        await stores.Barrier.WaitUntilDurableAsync(Cancellation);

        // After the last of 500 learnings: one version and two bidders.
        (Total() - changes).ShouldBe(3);
        var record = await stores.TrackRecords.GetAsync("email", Cancellation);
        (await _files.ReadNumberAsync("SELECT version FROM track_record_versions")).ShouldBe(record.Version);
        (await _files.ReadNumberAsync("SELECT json_extract(record, '$.judged') FROM track_records WHERE bidder = 'b1'")).ShouldBe(250);
    }

    [Fact]
    public async Task PutAsync_NotDurableYet_IsReadAndDurableAfterTheBarrier()
    {
        var stores = await _files.OpenAsync();
        var gate = new TemporaryDatabase.Gate();
        _files.Database!.Join(gate);
        gate.Close();
        var hash = await stores.Payloads.PutAsync("waiting"u8.ToArray(), Cancellation);
        (await gate.ArrivedAsync()).ShouldBeTrue();
        var barrier = stores.Barrier.WaitUntilDurableAsync(Cancellation);
        barrier.IsCompleted.ShouldBeFalse();
        (await _files.ReadNumberAsync("SELECT count(*) FROM payloads")).ShouldBe(0);
        (await stores.Payloads.GetAsync(hash, Cancellation))!.Value.ToArray().ShouldBe("waiting"u8.ToArray());
        gate.Open();
        await barrier;
        (await _files.ReadNumberAsync("SELECT count(*) FROM payloads")).ShouldBe(1);
    }

    [Fact]
    public async Task WaitUntilDurableAsync_DatabaseFailed_Fails()
    {
        var stores = await _files.OpenAsync();
        _files.Database!.Enqueue(new TemporaryDatabase.Change(static _ => throw new InvalidOperationException("broken disk")));
        await stores.TrackRecords.LearnAsync("id", "email", new([]), Cancellation);
        (await Should.ThrowAsync<AtomicException>(() => stores.Barrier.WaitUntilDurableAsync(Cancellation))).Message.ShouldContain("broken disk");
    }

    // The halves are given by number: the metadata of an attribute cannot hold them.
    [Theory]
    [InlineData("", 0xD800, "")]
    [InlineData("a", 0xDC00, "b")]
    [InlineData("😀", 0xD83D, "")]
    [InlineData("", 0xD83D, "😀")]
    public async Task Ids_HalfASurrogatePair_RefusedAndTheStoresGoOn(string before, int half, string after)
    {
        var id = before + (char)half + after;
        var stores = await _files.OpenAsync(Budget);
        var refusal = await Should.ThrowAsync<AtomicException>(async () => await stores.TrackRecords.LearnAsync(id, "email", new([]), Cancellation));
        refusal.Code.ShouldBe(ErrorCodes.InvalidField);
        await Should.ThrowAsync<AtomicException>(async () => await stores.TrackRecords.LearnAsync("id", id, new([]), Cancellation));
        await Should.ThrowAsync<AtomicException>(async () => await stores.TrackRecords.LearnAsync("id", "email", new([new Observation { BidderId = id }]), Cancellation));
        await Should.ThrowAsync<AtomicException>(async () => await stores.Budgets.TryReserveAsync(id, Of("email"), 1, Cancellation));
        await Should.ThrowAsync<AtomicException>(async () => await stores.Examples.SaveSnapshotAsync(id, 0, default, Cancellation));
        (await stores.TrackRecords.LearnAsync("id", "email", new([]), Cancellation)).Version.ShouldBe(1);
    }

    [Fact]
    public async Task Purge_OfMicrotasks_DeletesWhatIsTheirsAndWhatIsOld()
    {
        var stores = await _files.OpenAsync(Budget);
        var old = await FillAsync(stores, "old");
        await stores.Budgets.TryReserveAsync("left", Of("email"), 7, Cancellation);
        _files.Time.Advance(TimeSpan.FromDays(30));
        var recent = await FillAsync(stores, "new");
        var cutoff = _files.Time.GetUtcNow().AddDays(-1);
        await _files.Database!.WhenDurableAsync(_files.Database.Enqueue(stores.Purge.WriteFor(["old", "left"], cutoff)));

        (await stores.Feedback.ListAsync("old", Cancellation)).ShouldBeEmpty();
        (await stores.Feedback.ListAsync("new", Cancellation)).Count.ShouldBe(1);
        await UntilItIsGoneAsync(stores, old);
        (await stores.Payloads.GetAsync(recent, Cancellation)).ShouldNotBeNull();
        foreach (var sql in (string[])["SELECT count(*) FROM learned", "SELECT count(*) FROM example_learnings", "SELECT count(*) FROM budget_settled"])
            (await _files.ReadNumberAsync(sql)).ShouldBe(1, sql);
        (await stores.Budgets.ListAsync(null, Cancellation))[0].ShouldBe(new BudgetState("all", null, 100, 2, 0));
        (await stores.TrackRecords.GetAsync("email", Cancellation)).Version.ShouldBe(2);
        (await stores.Examples.ReadAsync("email", 0, 10, Cancellation)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Purge_PayloadPutAgainLater_IsKept()
    {
        var stores = await _files.OpenAsync();
        var hash = await stores.Payloads.PutAsync("shared"u8.ToArray(), Cancellation);
        await stores.Barrier.WaitUntilDurableAsync(Cancellation);
        _files.Time.Advance(TimeSpan.FromDays(30));
        await _files.CloseAsync();
        stores = await _files.OpenAsync();
        await stores.Payloads.PutAsync("shared"u8.ToArray(), Cancellation);
        await _files.Database!.WhenDurableAsync(_files.Database.Enqueue(stores.Purge.WriteFor([], _files.Time.GetUtcNow().AddDays(-1))));
        (await stores.Payloads.GetAsync(hash, Cancellation)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Purge_ManyOldRows_IsBoundedAndCatchesUp()
    {
        var stores = await _files.OpenAsync();
        for (var index = 0; index < 1_000; index++)
            await stores.TrackRecords.LearnAsync(index.ToString(CultureInfo.InvariantCulture), "email", new([]), Cancellation);
        _files.Time.Advance(TimeSpan.FromDays(30));
        var counts = new List<long>();
        for (var round = 0; round < 6; round++)
        {
            await _files.Database!.WhenDurableAsync(_files.Database.Enqueue(stores.Purge.WriteFor([], _files.Time.GetUtcNow())));
            counts.Add(await _files.ReadNumberAsync("SELECT count(*) FROM learned"));
        }

        counts.ShouldBe([800, 600, 400, 200, 0, 0]);
    }

    // What was put a moment ago is served from memory until the store has heard that it is durable, which may be after the purge of it is.
    private static async Task UntilItIsGoneAsync(SqliteStores stores, string hash)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await stores.Payloads.GetAsync(hash, Cancellation) is not null)
        {
            bound.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static async Task<string> FillAsync(SqliteStores stores, string id)
    {
        await stores.TrackRecords.LearnAsync(id, "email", new([new Observation { BidderId = "b", Score = 1 }]), Cancellation);
        await stores.Examples.AppendAsync(new VerifiedExample(id, "email", "text", "label"), Cancellation);
        await stores.Feedback.AddAsync(id, new Feedback { Score = 1, ReceivedAt = DateTimeOffset.UnixEpoch }, Cancellation);
        await stores.Budgets.TryReserveAsync(id, Of("email"), 3, Cancellation);
        await stores.Budgets.SettleAsync(id, Of("email"), 1, Cancellation);
        return await stores.Payloads.PutAsync(System.Text.Encoding.UTF8.GetBytes(id), Cancellation);
    }
}
