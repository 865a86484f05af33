using Atomic.Orchestration.Durable;
using Atomic.Storage.Sqlite.Database;

namespace Atomic.LocalHost.Engine;

/// <summary>What is durable of an instance, and those who wait for it to change. Snapshots are shown in their order, and never before they are durable. Thread-safe.</summary>
internal sealed class SnapshotFeed(IAtomicDatabase database)
{
    private readonly Queue<(long Ticket, OrchestrationSnapshot Snapshot)> _coming = new();
    private readonly List<Waiter> _waiters = [];
    private OrchestrationSnapshot? _visible;
    private Exception? _failure;
    private bool _closed;

    /// <summary>Lets the instance leave memory, unless anyone waits.</summary>
    public bool TryClose()
    {
        lock (_coming)
        {
            _closed = _waiters.Count == 0;
            return _closed;
        }
    }

    /// <summary>Shows what was read from the database.</summary>
    public void Show(OrchestrationSnapshot durable) => _visible = durable;

    /// <summary>Adds a snapshot that becomes durable with the ticket.</summary>
    /// <returns>Whether anyone waits, so that <see cref="Advance"/> must be called when it is durable.</returns>
    public bool Publish(long ticket, OrchestrationSnapshot snapshot)
    {
        lock (_coming)
        {
            _coming.Enqueue((ticket, snapshot));
            if (_waiters.Count > 0)
                return true;
        }

        Advance();
        return false;
    }

    /// <summary>The last durable snapshot; null where none is durable yet.</summary>
    public OrchestrationSnapshot? Advance()
    {
        lock (_coming)
        {
            while (_coming.TryPeek(out var next) && database.IsDurable(next.Ticket))
            {
                _coming.Dequeue();
                _visible = next.Snapshot;
                Notify();
            }

            return _visible;
        }
    }

    /// <summary>Waits for a durable snapshot that satisfies the condition, or is final.</summary>
    /// <returns>False where the instance has left memory and must be looked up again.</returns>
    public bool TryWait(Func<OrchestrationSnapshot, bool> until, CancellationToken cancellationToken, out Task<OrchestrationSnapshot?> wait)
    {
        Waiter waiter;
        long last;
        wait = Task.FromResult<OrchestrationSnapshot?>(null);
        lock (_coming)
        {
            if (_closed)
                return false;
            Advance();
            if (_failure is not null)
                wait = Task.FromException<OrchestrationSnapshot?>(_failure);
            else if (_visible is not null && Satisfies(_visible, until))
                wait = Task.FromResult<OrchestrationSnapshot?>(_visible);
            if (wait.IsFaulted || wait.Result is not null)
                return true;
            waiter = new Waiter(this, until);
            _waiters.Add(waiter);
            last = _coming.Count == 0 ? 0 : _coming.Last().Ticket;
        }

        // What was published while nobody waited has no callback of its own.
        if (last > 0)
            database.OnDurable(last, this, static (feed, failure) => feed.OnDurable(failure));
        waiter.CancelWith(cancellationToken);
        wait = waiter.Task;
        return true;
    }

    /// <summary>Ends every wait: nothing more becomes durable, or the host has stopped.</summary>
    public void Fail(Exception failure)
    {
        lock (_coming)
        {
            Advance();
            _failure = failure;
            foreach (var waiter in _waiters)
                waiter.Fail(failure);
            _waiters.Clear();
        }
    }

    private void OnDurable(Exception? failure)
    {
        if (failure is null)
            Advance();
        else
            Fail(failure);
    }

    private static bool Satisfies(OrchestrationSnapshot snapshot, Func<OrchestrationSnapshot, bool> until) =>
        snapshot.Status != OrchestrationStatus.Running || until(snapshot);

    private void Notify()
    {
        for (var index = _waiters.Count - 1; index >= 0; index--)
        {
            if (_waiters[index].TryComplete(_visible!))
                _waiters.RemoveAt(index);
        }
    }

    private sealed class Waiter(SnapshotFeed feed, Func<OrchestrationSnapshot, bool> until)
    {
        private readonly TaskCompletionSource<OrchestrationSnapshot?> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private CancellationTokenRegistration _cancellation;

        public Task<OrchestrationSnapshot?> Task => _source.Task;

        public void CancelWith(CancellationToken cancellationToken)
        {
            if (!cancellationToken.CanBeCanceled)
                return;
            _cancellation = cancellationToken.UnsafeRegister(static (state, token) => ((Waiter)state!).Cancel(token), this);

            // The wait may have ended before the registration was kept.
            if (_source.Task.IsCompleted)
                _cancellation.Unregister();
        }

        public bool TryComplete(OrchestrationSnapshot snapshot)
        {
            try
            {
                if (!Satisfies(snapshot, until))
                    return false;
                _source.TrySetResult(snapshot);
            }
            catch (Exception exception)
            {
                // The caller's condition threw: the caller is told, the others go on.
                _source.TrySetException(exception);
            }

            _cancellation.Unregister();
            return true;
        }

        public void Fail(Exception failure)
        {
            _source.TrySetException(failure);
            _cancellation.Unregister();
        }

        private void Cancel(CancellationToken token)
        {
            lock (feed._coming)
                feed._waiters.Remove(this);
            _source.TrySetCanceled(token);
        }
    }
}
