using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Atomic.Storage.Sqlite.Database;

/// <summary>
/// Keeps the write-ahead log short without stalling the writer: the bulk is copied by a thread of its own; the writer then copies only what came
/// meanwhile, after which SQLite begins the log anew. A copier alone would never catch up with a busy writer, and the log would grow.
/// </summary>
internal sealed class Checkpointer : IDisposable
{
    private const string Passive = "PRAGMA wal_checkpoint(PASSIVE)";

    private readonly StatementCache _statements;
    private readonly CommitQueue _queue;
    private readonly int _pages;
    private readonly AutoResetEvent _wanted = new(initialState: false);
    private readonly Thread _thread;
    private int _written;
    private volatile State _state;

    /// <summary>Starts the thread.</summary>
    public Checkpointer(SqliteConnection connection, CommitQueue queue, long checkpointBytes)
    {
        _statements = new StatementCache(connection);
        _queue = queue;
        _pages = (int)(checkpointBytes / 4_096);
        _thread = new Thread(Run) { IsBackground = true, Name = "atomic-database-checkpointer" };
        _thread.Start();
    }

    private enum State
    {
        Idle,
        Copying,
        Copied,
        Ended,
    }

    /// <summary>Called by the writer after each commit.</summary>
    public void AfterCommit(StatementCache writer)
    {
        raw.sqlite3_db_status(writer.Connection.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var current, out _, 1);
        _written += current;
        if (_state == State.Copied)
        {
            // What came while the bulk was copied; zero pages are left behind unless a long read still needs the log.
            _written = Copy(writer);
            _state = State.Idle;
        }
        else if (_state == State.Idle && _written >= _pages)
        {
            _state = State.Copying;
            _wanted.Set();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _state = State.Ended;
        _wanted.Set();
        _thread.Join();
        _statements.Dispose();
        _wanted.Dispose();
    }

    private void Run()
    {
        while (_wanted.WaitOne() && _state != State.Ended)
        {
            try
            {
                Copy(_statements);
            }
            catch (SqliteException exception)
            {
                _queue.Fail(exception);
                return;
            }

            if (_state == State.Copying)
                _state = State.Copied;
        }
    }

    /// <summary>Copies what can be copied without waiting for anyone; how many pages are left.</summary>
    private static int Copy(StatementCache statements)
    {
        using var reader = statements.Get(Passive).ExecuteReader();
        return reader.Read() ? Math.Max(reader.GetInt32(1) - reader.GetInt32(2), 0) : 0;
    }
}
