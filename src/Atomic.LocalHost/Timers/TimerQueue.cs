namespace Atomic.LocalHost.Timers;

/// <summary>All timers of the host, ordered by when they fire, over one timer of the clock. Thread-safe.</summary>
internal sealed class TimerQueue : IDisposable
{
    // The clock's own timers take at most 49 days; an early look costs nothing.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly PriorityQueue<TimerEntry, DateTimeOffset> _queue = new();
    private readonly TimeProvider _time;
    private readonly Action<TimerEntry> _fire;
    private readonly ITimer _timer;
    private DateTimeOffset _next = DateTimeOffset.MaxValue;
    private int _cancelled;

    /// <summary>Makes an empty queue.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="fire">Called on a pool thread for each timer that is due; must be quick.</param>
    public TimerQueue(TimeProvider time, Action<TimerEntry> fire)
    {
        (_time, _fire) = (time, fire);
        _timer = time.CreateTimer(static state => ((TimerQueue)state!).OnTick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many timers wait.</summary>
    public int Count
    {
        get
        {
            lock (_queue)
                return _queue.Count - _cancelled;
        }
    }

    /// <summary>Adds a timer.</summary>
    public void Add(TimerEntry entry, DateTimeOffset fireAt)
    {
        if (fireAt <= _time.GetUtcNow())
        {
            ThreadPool.UnsafeQueueUserWorkItem(static due => due.Queue._fire(due.Entry), (Queue: this, Entry: entry), preferLocal: false);
            return;
        }

        lock (_queue)
        {
            _queue.Enqueue(entry, fireAt);
            if (fireAt < _next)
                Arm(fireAt);
        }
    }

    /// <summary>Takes a timer back.</summary>
    public void Cancel(TimerEntry entry)
    {
        lock (_queue)
        {
            if (entry.IsCancelled)
                return;
            entry.IsCancelled = true;
            if (++_cancelled > 1_024 && _cancelled > _queue.Count / 2)
                Compact();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void OnTick()
    {
        var due = new List<TimerEntry>();
        lock (_queue)
        {
            var now = _time.GetUtcNow();
            while (_queue.TryPeek(out var entry, out var fireAt) && (entry.IsCancelled || fireAt <= now))
            {
                _queue.Dequeue();
                if (entry.IsCancelled)
                    _cancelled--;
                else
                    due.Add(entry);

                // One that was taken out is never counted as cancelled.
                entry.IsCancelled = true;
            }

            _next = DateTimeOffset.MaxValue;
            if (_queue.TryPeek(out _, out var next))
                Arm(next);
        }

        foreach (var entry in due)
            _fire(entry);
    }

    private void Arm(DateTimeOffset fireAt)
    {
        _next = fireAt;
        var wait = fireAt - _time.GetUtcNow();

        // The clock's timers may tick up to a millisecond early: look a millisecond later instead of twice.
        wait = wait <= TimeSpan.Zero ? TimeSpan.Zero : wait < LongestWait ? TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)) : LongestWait;
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void Compact()
    {
        var kept = _queue.UnorderedItems.Where(item => !item.Element.IsCancelled).ToList();
        _queue.Clear();
        _queue.EnqueueRange(kept);
        _cancelled = 0;
    }
}
