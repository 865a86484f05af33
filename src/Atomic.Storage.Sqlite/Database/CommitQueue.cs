namespace Atomic.Storage.Sqlite.Database;

/// <summary>The changes that wait for the writer, and those who wait for the changes. Thread-safe; one thread takes.</summary>
internal sealed class CommitQueue
{
    [ThreadStatic]
    private static int t_holds;

    private readonly object _gate = new();
    private readonly List<DurableWaiter> _waiters = [];
    private List<IDatabaseWrite> _pending = [];
    private long _last;
    private long _durable;
    private bool _writerWaits;
    private bool _closed;
    private volatile Exception? _failure;

    /// <summary>The last ticket given.</summary>
    public long Last => Volatile.Read(ref _last);

    /// <summary>The last ticket that is durable.</summary>
    public long Durable => Volatile.Read(ref _durable);

    /// <summary>Why nothing more becomes durable; null while all is well.</summary>
    public Exception? Failure => _failure;

    /// <summary>Takes a change.</summary>
    public long Enqueue(IDatabaseWrite write)
    {
        lock (_gate)
        {
            if (_failure is null)
                _pending.Add(write);
            if (t_holds == 0)
                Wake();
            return ++_last;
        }
    }

    /// <summary>Lets changes of this thread wait for <see cref="Release"/>.</summary>
    public static void Hold() => t_holds++;

    /// <summary>Wakes the writer for the changes of this thread.</summary>
    public void Release()
    {
        if (--t_holds > 0)
            return;
        lock (_gate)
        {
            if (_pending.Count > 0)
                Wake();
        }
    }

    /// <summary>Waits for changes and takes a group of them.</summary>
    /// <param name="group">An empty list, which is exchanged for the group.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="ticket">The ticket of the group's last change.</param>
    /// <returns>False once the queue is closed and empty.</returns>
    public bool Take(ref List<IDatabaseWrite> group, int limit, out long ticket)
    {
        lock (_gate)
        {
            while (_pending.Count == 0)
            {
                ticket = _last;
                if (_closed)
                    return false;
                _writerWaits = true;
                Monitor.Wait(_gate);
                _writerWaits = false;
            }

            if (_pending.Count <= limit)
            {
                (group, _pending) = (_pending, group);
            }
            else
            {
                group.AddRange(_pending.GetRange(0, limit));
                _pending.RemoveRange(0, limit);
            }

            ticket = _last - _pending.Count;
            return true;
        }
    }

    /// <summary>Tells the waiters that everything up to the ticket is durable.</summary>
    public void Complete(long ticket)
    {
        List<DurableWaiter> due;
        lock (_gate)
        {
            Volatile.Write(ref _durable, ticket);
            due = TakeDue(ticket);
        }

        WaiterBatch.Queue(due, null);
    }

    /// <summary>Fails every change that is not durable, and every later one.</summary>
    public void Fail(Exception failure)
    {
        List<DurableWaiter> due;
        lock (_gate)
        {
            _failure ??= failure;
            _pending.Clear();
            due = TakeDue(long.MaxValue);
        }

        WaiterBatch.Queue(due, _failure);
    }

    /// <summary>Adds someone who waits.</summary>
    public void Wait(DurableWaiter waiter)
    {
        Exception? failure = null;
        lock (_gate)
        {
            if (waiter.Ticket > _durable)
            {
                failure = _failure;
                if (failure is null)
                {
                    _waiters.Add(waiter);
                    return;
                }
            }
        }

        WaiterBatch.Queue([waiter], failure);
    }

    /// <summary>Lets the writer end once everything is taken.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void Wake()
    {
        if (!_writerWaits)
            return;
        _writerWaits = false;
        Monitor.Pulse(_gate);
    }

    private List<DurableWaiter> TakeDue(long ticket)
    {
        var due = new List<DurableWaiter>();
        var kept = 0;
        for (var index = 0; index < _waiters.Count; index++)
        {
            var waiter = _waiters[index];
            if (waiter.Ticket <= ticket)
                due.Add(waiter);
            else
                _waiters[kept++] = waiter;
        }

        _waiters.RemoveRange(kept, _waiters.Count - kept);
        return due;
    }
}
