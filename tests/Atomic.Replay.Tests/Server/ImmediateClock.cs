using System.Collections.Concurrent;

namespace Atomic.Replay.Tests.Server;

/// <summary>A clock that stands still and whose timers fire at once, after noting how long they were to wait.</summary>
internal sealed class ImmediateClock : TimeProvider
{
    public static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    /// <summary>Called before a timer fires.</summary>
    public Action? BeforeFiring { get; set; }

    public override DateTimeOffset GetUtcNow() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan)
            return System.CreateTimer(callback, state, dueTime, period);
        Waits.Enqueue(dueTime);
        BeforeFiring?.Invoke();
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
