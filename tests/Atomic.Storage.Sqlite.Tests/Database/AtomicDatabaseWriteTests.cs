using Atomic.Core.Errors;
using Atomic.Storage.Sqlite.Database;
using Microsoft.Data.Sqlite;

namespace Atomic.Storage.Sqlite.Tests.Database;

public sealed class AtomicDatabaseWriteTests : IDisposable
{
    private readonly TemporaryDatabase _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task WhenDurableAsync_AfterEnqueue_RowIsReadAndSurvivesReopening()
    {
        await using (var database = _files.Open())
        {
            var ticket = database.Enqueue(TemporaryDatabase.Insert(7));
            await database.WhenDurableAsync(ticket);
            database.IsDurable(ticket).ShouldBeTrue();
            (await TemporaryDatabase.ReadAll(database)).ShouldBe([7]);
        }

        await using var again = _files.Open();
        (await TemporaryDatabase.ReadAll(again)).ShouldBe([7]);
    }

    [Fact]
    public async Task Enqueue_WhileACommitIsHeld_NextGroupTakesAllInOrder()
    {
        await using var database = _files.Open();
        var gate = new TemporaryDatabase.Gate();
        database.Join(gate);
        gate.Close();
        var first = database.Enqueue(TemporaryDatabase.Insert(0));
        (await gate.ArrivedAsync()).ShouldBeTrue();

        var applied = new List<int>();
        var tickets = Enumerable.Range(1, 500).Select(value => database.Enqueue(new TemporaryDatabase.Change(_ => applied.Add(value)))).ToList();
        database.IsDurable(first).ShouldBeFalse();
        (await TemporaryDatabase.ReadAll(database)).ShouldBeEmpty();

        gate.Open();
        await database.WhenDurableAsync(tickets[^1]);
        gate.Groups.ShouldBe(2);
        applied.ShouldBe(Enumerable.Range(1, 500));
        tickets.ShouldBe(Enumerable.Range(2, 500).Select(ticket => (long)ticket));
    }

    [Fact]
    public async Task Enqueue_MoreThanAGroup_SplitsIntoBoundedGroups()
    {
        await using var database = AtomicDatabase.Open(new AtomicDatabaseOptions { Path = _files.Path, MaxGroupSize = 10 }, [TemporaryDatabase.Numbers]);
        var gate = new TemporaryDatabase.Gate();
        database.Join(gate);
        gate.Close();
        database.Enqueue(TemporaryDatabase.Insert(0));
        (await gate.ArrivedAsync()).ShouldBeTrue();
        for (var value = 1; value <= 25; value++)
            database.Enqueue(TemporaryDatabase.Insert(value));
        gate.Open();
        await database.WhenDurableAsync(database.LastTicket);
        gate.Groups.ShouldBe(4);
        (await TemporaryDatabase.ReadAll(database)).Count.ShouldBe(26);
    }

    [Fact]
    public async Task OnDurable_BeforeAndAfterTheCommit_CallsBackOnceEach()
    {
        await using var database = _files.Open();
        var gate = new TemporaryDatabase.Gate();
        database.Join(gate);
        gate.Close();
        var ticket = database.Enqueue(TemporaryDatabase.Insert(1));
        (await gate.ArrivedAsync()).ShouldBeTrue();
        var early = new TaskCompletionSource<bool>();
        database.OnDurable(ticket, early, (source, failure) => source.SetResult(failure is null));
        early.Task.IsCompleted.ShouldBeFalse();
        gate.Open();
        (await early.Task).ShouldBeTrue();

        var late = new TaskCompletionSource<bool>();
        database.OnDurable(ticket, late, (source, failure) => source.SetResult(failure is null));
        (await late.Task).ShouldBeTrue();
    }

    [Fact]
    public async Task Enqueue_FromManyThreads_EveryDurableStateIsAPrefix()
    {
        await using var database = _files.Open();
        var order = new List<long>();
        var writers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var count = 0; count < 500; count++)
                database.Enqueue(new TemporaryDatabase.Change(statements =>
                {
                    order.Add(order.Count);
                    statements.Get("INSERT INTO numbers(value) VALUES($value)").Set("$value", order.Count).ExecuteNonQuery();
                }));
        })).ToArray();

        while (!Task.WhenAll(writers).IsCompleted)
        {
            var seen = await TemporaryDatabase.ReadAll(database);
            seen.ShouldBe(Enumerable.Range(1, seen.Count).Select(value => (long)value));
            await Task.Yield();
        }

        await database.WhenDurableAsync(database.LastTicket);
        database.LastTicket.ShouldBe(2_000);
        (await TemporaryDatabase.ReadAll(database)).Count.ShouldBe(2_000);
    }

    [Fact]
    public async Task Apply_Fails_ItsGroupAndEveryLaterTicketFailAndEarlierOnesStand()
    {
        await using (var database = _files.Open())
        {
            await database.WhenDurableAsync(database.Enqueue(TemporaryDatabase.Insert(1)));
            var failing = database.Enqueue(new TemporaryDatabase.Change(_ => throw new InvalidOperationException("broken disk")));
            var failure = await Should.ThrowAsync<AtomicException>(() => database.WhenDurableAsync(failing));
            failure.Message.ShouldContain("broken disk");

            var later = database.Enqueue(TemporaryDatabase.Insert(2));
            later.ShouldBe(failing + 1);
            await Should.ThrowAsync<AtomicException>(() => database.WhenDurableAsync(later));
            var told = new TaskCompletionSource<Exception?>();
            database.OnDurable(later, told, (source, reason) => source.SetResult(reason));
            (await told.Task).ShouldNotBeNull();
            database.Failure.ShouldNotBeNull();
            database.IsDurable(failing).ShouldBeFalse();
        }

        await using var again = _files.Open();
        (await TemporaryDatabase.ReadAll(again)).ShouldBe([1]);
    }

    [Fact]
    public async Task Apply_DiskIsFull_TicketsFailAndTheFileStaysSound()
    {
        await using (var database = _files.Open())
        {
            database.Enqueue(new TemporaryDatabase.Change(statements => statements.Get("PRAGMA max_page_count = 8").ExecuteNonQuery()));
            var full = database.Enqueue(new TemporaryDatabase.Change(statements =>
                statements.Get("INSERT INTO numbers(value, text) VALUES(1, $text)").Set("$text", new string('x', 200_000)).ExecuteNonQuery()));
            var failure = await Should.ThrowAsync<AtomicException>(() => database.WhenDurableAsync(full));
            ((SqliteException)failure.InnerException!).SqliteErrorCode.ShouldBe(13);
        }

        await using var again = _files.Open();
        (await TemporaryDatabase.ReadAll(again)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Enqueue_ManyBytes_CheckpointsKeepTheLogShort()
    {
        await using var database = _files.Open();
        var text = new string('x', 20_000);
        for (var value = 0; value < 2_000; value++)
        {
            var key = value;
            var ticket = database.Enqueue(new TemporaryDatabase.Change(statements =>
                statements.Get("INSERT INTO numbers(value, text) VALUES($value, $text)").Set("$value", key).Set("$text", text).ExecuteNonQuery()));
            if (value % 10 == 9)
                await database.WhenDurableAsync(ticket);
        }

        new FileInfo(_files.Path).Length.ShouldBeGreaterThan(20L << 20);
        new FileInfo(_files.Path + "-wal").Length.ShouldBeLessThan(20L << 20);
    }

    [Fact]
    public async Task DisposeAsync_WithChangesQueued_CommitsThem()
    {
        await using (var database = _files.Open())
        {
            for (var value = 0; value < 1_000; value++)
                database.Enqueue(TemporaryDatabase.Insert(value));
        }

        await using var again = _files.Open();
        (await TemporaryDatabase.ReadAll(again)).Count.ShouldBe(1_000);
    }
}
