namespace Atomic.Storage.Sqlite.Database;

/// <summary>While it is open, changes of its thread do not wake an idle writer; see <see cref="IAtomicDatabase.Gather"/>.</summary>
public readonly ref struct GatherScope
{
    private readonly CommitQueue? _queue;

    internal GatherScope(CommitQueue queue)
    {
        _queue = queue;
        CommitQueue.Hold();
    }

    /// <summary>Wakes the writer.</summary>
    public void Dispose() => _queue?.Release();
}
