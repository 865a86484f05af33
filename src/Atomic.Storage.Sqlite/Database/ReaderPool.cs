using System.Collections.Concurrent;

namespace Atomic.Storage.Sqlite.Database;

/// <summary>The connections that read, each used by one caller at a time.</summary>
internal sealed class ReaderPool : IDisposable
{
    private readonly ConcurrentBag<StatementCache> _idle = [];
#pragma warning disable CA2213 // never disposed: a read that comes too late must see that the pool is empty; it holds no handle
    private readonly SemaphoreSlim _free;
#pragma warning restore CA2213
    private readonly int _count;

    /// <summary>Opens the connections.</summary>
    public ReaderPool(AtomicDatabaseOptions options)
    {
        _count = options.ReaderCount;
        for (var index = 0; index < _count; index++)
            _idle.Add(new StatementCache(Connections.OpenReader(options)));
        _free = new SemaphoreSlim(_count);
    }

    /// <summary>Reads from one snapshot.</summary>
    public async ValueTask<TResult> ReadAsync<TResult>(Func<IStatementCache, TResult> read, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(!_idle.TryTake(out var statements), typeof(AtomicDatabase));
            try
            {
                return ReadSnapshot(statements, read);
            }
            finally
            {
                _idle.Add(statements);
            }
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Waits for the reads that run, and closes.</summary>
    public void Dispose()
    {
        for (var index = 0; index < _count; index++)
            _free.Wait();
        while (_idle.TryTake(out var statements))
            statements.Dispose();
        _free.Release(_count);
    }

    private static TResult ReadSnapshot<TResult>(StatementCache statements, Func<IStatementCache, TResult> read)
    {
        statements.Execute("BEGIN");
        try
        {
            return read(statements);
        }
        finally
        {
            statements.Execute("COMMIT");
        }
    }
}
