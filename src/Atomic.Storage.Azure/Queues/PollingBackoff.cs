namespace Atomic.Storage.Azure.Queues;

/// <summary>How long to wait before looking again: twice as long each time, up to a limit.</summary>
/// <param name="first">The first wait.</param>
/// <param name="limit">The longest.</param>
internal sealed class PollingBackoff(TimeSpan first, TimeSpan limit)
{
    private TimeSpan? _next;

    /// <summary>The wait from now.</summary>
    public TimeSpan Next()
    {
        var wait = _next ?? first;
        _next = wait * 2 < limit ? wait * 2 : limit;
        return wait;
    }

    /// <summary>Begins anew.</summary>
    public void Reset() => _next = null;
}
