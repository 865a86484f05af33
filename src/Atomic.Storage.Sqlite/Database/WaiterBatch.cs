namespace Atomic.Storage.Sqlite.Database;

/// <summary>Completes the waiters of one group on a pool thread: one hop for all of them instead of one for each.</summary>
internal sealed class WaiterBatch(List<DurableWaiter> waiters, Exception? failure) : IThreadPoolWorkItem
{
    /// <inheritdoc/>
    public void Execute()
    {
        foreach (var waiter in waiters)
            waiter.Complete(failure);
    }

    /// <summary>Queues the batch, unless it is empty.</summary>
    public static void Queue(List<DurableWaiter> waiters, Exception? failure)
    {
        if (waiters.Count > 0)
            ThreadPool.UnsafeQueueUserWorkItem(new WaiterBatch(waiters, failure), preferLocal: false);
    }
}
