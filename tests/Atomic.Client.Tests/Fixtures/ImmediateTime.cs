namespace Atomic.Client.Tests.Fixtures;

/// <summary>A clock whose timers fire at once where they are short, and which notes how long each was to be.</summary>
internal sealed class ImmediateTime : TimeProvider
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(31);

    public List<TimeSpan> Waits { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > Short || dueTime < TimeSpan.Zero)
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        lock (Waits)
            Waits.Add(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
