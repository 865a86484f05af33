using Atomic.Core.Errors;

namespace Atomic.Storage.Sqlite.Database;

/// <summary>The one SQLite file of this process: opened exclusively, its schema brought forward, written by one thread.</summary>
public sealed class AtomicDatabase : IAtomicDatabase, IAsyncDisposable
{
    private readonly DatabaseLock _lock;
    private readonly CommitQueue _queue = new();
    private readonly StatementCache _writing;
    private readonly Checkpointer _checkpointer;
    private readonly GroupWriter _writer;
    private readonly ReaderPool _readers;
    private int _disposed;

    private AtomicDatabase(AtomicDatabaseOptions options, DatabaseLock held, StatementCache writing)
    {
        (_lock, _writing) = (held, writing);
        _readers = new ReaderPool(options);
        _checkpointer = new Checkpointer(Connections.OpenCheckpointer(options), _queue, options.CheckpointBytes);
        _writer = new GroupWriter(_writing, _queue, _checkpointer, options.MaxGroupSize);
    }

    /// <inheritdoc/>
    public long LastTicket => _queue.Last;

    /// <inheritdoc/>
    public Exception? Failure => _queue.Failure;

    /// <summary>Opens the file, creating it where it is missing, and brings its schema forward.</summary>
    /// <param name="options">How.</param>
    /// <param name="components">The parts of the program that keep tables in it.</param>
    /// <exception cref="AtomicException">
    /// <see cref="ErrorCodes.DatabaseLocked"/>, <see cref="ErrorCodes.DatabaseTooNew"/>, or <see cref="ErrorCodes.InvalidConfiguration"/> where the file or its directory cannot be used.
    /// </exception>
    public static AtomicDatabase Open(AtomicDatabaseOptions options, params IReadOnlyList<ComponentSchema> components)
    {
        options.Validate();
        var held = DatabaseLock.Acquire(options.Path);
        StatementCache? writing = null;
        try
        {
            writing = new StatementCache(Connections.OpenWriter(options));
            SchemaMigrator.Migrate(writing.Connection, options.Path, components);
            return new AtomicDatabase(options, held, writing);
        }
        catch
        {
            writing?.Dispose();
            held.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public long Enqueue(IDatabaseWrite write) => _queue.Enqueue(write);

    /// <inheritdoc/>
    public GatherScope Gather() => new(_queue);

    /// <inheritdoc/>
    public bool IsDurable(long ticket) => ticket <= _queue.Durable;

    /// <inheritdoc/>
    public Task WhenDurableAsync(long ticket)
    {
        if (IsDurable(ticket))
            return Task.CompletedTask;
        var waiter = new TaskWaiter(ticket);
        _queue.Wait(waiter);
        return waiter.Task;
    }

    /// <inheritdoc/>
    public void OnDurable<TState>(long ticket, TState state, Action<TState, Exception?> callback) =>
        _queue.Wait(new CallbackWaiter<TState>(ticket, state, callback));

    /// <inheritdoc/>
    public ValueTask<TResult> ReadAsync<TResult>(Func<IStatementCache, TResult> read, CancellationToken cancellationToken) =>
        _readers.ReadAsync(read, cancellationToken);

    /// <inheritdoc/>
    public void Join(IGroupParticipant participant) => _writer.Join(participant);

    /// <summary>Commits what was taken, closes the file and releases the lock.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await Task.Run(Close);
    }

    private void Close()
    {
        _queue.Close();
        _writer.Join();
        _queue.Fail(new AtomicException(ErrorCodes.ShuttingDown, "The database is closed."));
        _checkpointer.Dispose();
        _readers.Dispose();
        _writing.Dispose();
        _lock.Dispose();
    }
}
