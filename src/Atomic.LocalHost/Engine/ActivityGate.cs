namespace Atomic.LocalHost.Engine;

/// <summary>Lets a bounded number of external activities run at a time, first come first served. Thread-safe.</summary>
/// <param name="limit">How many.</param>
internal sealed class ActivityGate(int limit)
{
    private readonly Queue<ActivityCall> _waiting = new();
    private int _running;

    /// <summary>Runs an activity on the thread pool as soon as there is a place.</summary>
    public void Enter(ActivityCall call)
    {
        lock (_waiting)
        {
            if (_running == limit)
            {
                _waiting.Enqueue(call);
                return;
            }

            _running++;
        }

        ThreadPool.UnsafeQueueUserWorkItem(call, preferLocal: true);
    }

    /// <summary>Gives a place back.</summary>
    public void Exit()
    {
        ActivityCall? next;
        lock (_waiting)
        {
            if (!_waiting.TryDequeue(out next))
                _running--;
        }

        if (next is not null)
            ThreadPool.UnsafeQueueUserWorkItem(next, preferLocal: true);
    }
}
