using Atomic.Orchestration.Ports;
using Atomic.Storage.Sqlite.Database;
using Microsoft.Extensions.Time.Testing;

namespace Atomic.Storage.Sqlite.Tests.Stores;

/// <summary>All stores on a database in a directory of its own.</summary>
internal sealed class OpenStores : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("atomic-stores-").FullName;

    public string Path => System.IO.Path.Combine(_directory, "atomic.db");

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2025, 3, 1, 0, 0, 0, TimeSpan.Zero));

    public AtomicDatabase? Database { get; private set; }

    public async Task<SqliteStores> OpenAsync(params IReadOnlyList<BudgetOptions> budgets)
    {
        // No loss of power is tested here, and no checkpoint may come between the copies of a crash test.
        Database = AtomicDatabase.Open(
            new AtomicDatabaseOptions { Path = Path, Synchronous = DatabaseSynchronous.Normal, CheckpointBytes = 1 << 30 }, SqliteStores.Schemas);
        return await SqliteStores.OpenAsync(Database, budgets, Time, CancellationToken.None);
    }

    public async Task CloseAsync()
    {
        if (Database is { } database)
            await database.DisposeAsync();
        Database = null;
    }

    /// <summary>What a crash at this moment would leave: the file, which does not change without a checkpoint, and the log as far as it goes.</summary>
    public OpenStores Crash()
    {
        var copy = new OpenStores();
        Copy(Path, copy.Path);
        Copy(Path + "-wal", copy.Path + "-wal");
        return copy;
    }

    public ValueTask<long> ReadNumberAsync(string sql) =>
        Database!.ReadAsync(statements => statements.Get(sql).ExecuteScalar() is long number ? number : 0, CancellationToken.None);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static void Copy(string from, string to)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var target = new FileStream(to, FileMode.Create);
        source.CopyTo(target);
    }
}
