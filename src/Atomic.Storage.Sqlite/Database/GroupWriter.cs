namespace Atomic.Storage.Sqlite.Database;

/// <summary>The one thread that writes: it takes whatever has gathered, applies it in one transaction, commits, and tells the waiters. It never waits for more.</summary>
internal sealed class GroupWriter
{
    private readonly StatementCache _statements;
    private readonly CommitQueue _queue;
    private readonly Checkpointer _checkpointer;
    private readonly int _limit;
    private readonly Thread _thread;
    private readonly Lock _joining = new();
    private volatile IGroupParticipant[] _participants = [];

    /// <summary>Starts the thread.</summary>
    public GroupWriter(StatementCache statements, CommitQueue queue, Checkpointer checkpointer, int limit)
    {
        (_statements, _queue, _checkpointer, _limit) = (statements, queue, checkpointer, limit);
        _thread = new Thread(Run) { IsBackground = true, Name = "atomic-database-writer" };
        _thread.Start();
    }

    /// <summary>Adds a participant.</summary>
    public void Join(IGroupParticipant participant)
    {
        lock (_joining)
            _participants = [.. _participants, participant];
    }

    /// <summary>Waits until the queue, which was closed before, is drained.</summary>
    public void Join() => _thread.Join();

    private void Run()
    {
        List<IDatabaseWrite> group = [];
        try
        {
            while (_queue.Take(ref group, _limit, out var ticket))
            {
                Commit(group);
                group.Clear();
                _queue.Complete(ticket);
                _checkpointer.AfterCommit(_statements);
            }
        }
        catch (Exception exception)
        {
            // A group that failed is never acknowledged, and nothing that was taken after it can be: a durable prefix has no holes.
            _queue.Fail(exception);
        }
    }

    private void Commit(List<IDatabaseWrite> group)
    {
        _statements.Execute("BEGIN IMMEDIATE");
        try
        {
            foreach (var write in group)
                write.Apply(_statements);
            foreach (var participant in _participants)
                participant.BeforeCommit(_statements);
            _statements.Execute("COMMIT");
        }
        catch
        {
            Rollback();
            throw;
        }
    }

    private void Rollback()
    {
        try
        {
            _statements.Execute("ROLLBACK");
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            // SQLite has rolled back by itself (a full disk, an I/O error); the first failure is the one to tell.
        }
    }
}
