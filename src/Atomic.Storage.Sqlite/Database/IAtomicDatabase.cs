namespace Atomic.Storage.Sqlite.Database;

/// <summary>
/// The one SQLite file of a process (WAL): a single writer that applies changes in the order in which they were taken and commits them in groups,
/// and readers beside it. What is durable is always a prefix of what was taken.
/// </summary>
public interface IAtomicDatabase
{
    /// <summary>Takes a change. Thread-safe, never blocks on I/O. Once the database has failed, changes are dropped and their tickets fail.</summary>
    /// <param name="write">The change.</param>
    /// <returns>Its ticket; tickets grow in the order in which changes become durable.</returns>
    long Enqueue(IDatabaseWrite write);

    /// <summary>
    /// Lets the calling thread take several changes without waking an idle writer for the first of them, so that they share one commit. Changes of other
    /// threads wake it as ever.
    /// </summary>
    /// <returns>Wakes the writer when it is disposed, on the same thread.</returns>
    GatherScope Gather();

    /// <summary>The ticket of the last change that was taken.</summary>
    long LastTicket { get; }

    /// <summary>Why no change can become durable any more; null while all is well. For readiness.</summary>
    Exception? Failure { get; }

    /// <summary>Whether the change of that ticket is durable.</summary>
    /// <param name="ticket">The ticket.</param>
    bool IsDurable(long ticket);

    /// <summary>Completes when the change of that ticket, and so every one before it, is durable. Fails where the database has failed.</summary>
    /// <param name="ticket">The ticket.</param>
    Task WhenDurableAsync(long ticket);

    /// <summary>Calls back, once and on a pool thread, when the change of that ticket is durable; cheaper than a task for the host's hot path.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="state">Passed to the callback.</param>
    /// <param name="callback">Called; must be quick and must not throw. The exception is null, or why the database failed.</param>
    void OnDurable<TState>(long ticket, TState state, Action<TState, Exception?> callback);

    /// <summary>Reads from a consistent snapshot of what is durable, on a pooled reading connection and on the caller's thread.</summary>
    /// <param name="read">Reads through prepared statements of that connection; synchronous and quick.</param>
    /// <param name="cancellationToken">Gives up before the read begins.</param>
    ValueTask<TResult> ReadAsync<TResult>(Func<IStatementCache, TResult> read, CancellationToken cancellationToken);

    /// <summary>Lets a participant write once more at the end of each group, so that what the group's changes gathered becomes few rows.</summary>
    /// <param name="participant">Called from the next group on, until the database is closed.</param>
    void Join(IGroupParticipant participant);
}
