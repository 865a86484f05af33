using Atomic.Storage.Sqlite.Database;
using Microsoft.Data.Sqlite;

namespace Atomic.Storage.Sqlite.Tests.Database;

/// <summary>A directory that goes with the test, and ways to write rows into a table of numbers.</summary>
internal sealed class TemporaryDatabase : IDisposable
{
    public static readonly ComponentSchema Numbers =
        new("numbers", [new Migration(1, "numbers", "CREATE TABLE numbers(value INTEGER PRIMARY KEY, text TEXT)")]);

    private readonly string _directory = Directory.CreateTempSubdirectory("atomic-db-").FullName;

    public string Path => System.IO.Path.Combine(_directory, "atomic.db");

    public AtomicDatabase Open(params ComponentSchema[] components) =>
        AtomicDatabase.Open(new AtomicDatabaseOptions { Path = Path, CheckpointBytes = 1 << 20 }, components.Length == 0 ? [Numbers] : components);

    public static IDatabaseWrite Insert(long value) =>
        new Change(statements => statements.Get("INSERT INTO numbers(value) VALUES($value)").Set("$value", value).ExecuteNonQuery());

    public static ValueTask<List<long>> ReadAll(IAtomicDatabase database) => database.ReadAsync(
        statements =>
        {
            var values = new List<long>();
            using var reader = statements.Get("SELECT value FROM numbers ORDER BY value").ExecuteReader();
            while (reader.Read())
                values.Add(reader.GetInt64(0));
            return values;
        },
        CancellationToken.None);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    internal sealed class Change(Action<IStatementCache> apply) : IDatabaseWrite
    {
        public void Apply(IStatementCache statements) => apply(statements);
    }

    /// <summary>Holds commits back until it is opened, and counts groups.</summary>
    internal sealed class Gate : IGroupParticipant
    {
        private readonly ManualResetEventSlim _open = new(initialState: true);
        private readonly SemaphoreSlim _arrived = new(0);

        public int Groups { get; private set; }

        public void Close() => _open.Reset();

        public void Open() => _open.Set();

        public Task<bool> ArrivedAsync() => _arrived.WaitAsync(TimeSpan.FromSeconds(10));

        public void BeforeCommit(IStatementCache statements)
        {
            Groups++;
            _arrived.Release();
            _open.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        }
    }
}
